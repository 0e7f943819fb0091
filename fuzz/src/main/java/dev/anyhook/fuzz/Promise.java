package dev.anyhook.fuzz;

import java.util.List;
import java.util.regex.Pattern;

/** What must hold for any input, and the error when it does not. */
final class Promise {
    /** A word that inputs hold where a stranger's words could be; no text of ours has it. */
    static final String CANARY = "zebracanary";

    /** Long enough for a signature or a key, which no message may hold, whoever made it. */
    private static final Pattern KEY_MATERIAL = Pattern.compile("[A-Za-z0-9+/=]{32,}");

    private Promise() {}

    static void holds(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError("broken promise: " + promise);
        }
    }

    /** That {@code text}, which is for logs, tells nothing that was sent and none of {@code secrets}. */
    static void isDiscreet(String text, List<String> secrets) {
        holds(!text.contains(CANARY), "a text for logs repeats what a stranger sent: " + text);
        holds(secrets.stream().noneMatch(text::contains), "a text for logs holds a secret: " + text);
        holds(!KEY_MATERIAL.matcher(text).find(), "a text for logs holds what may be a signature: " + text);
        holds(isPlain(text), "a text for logs holds characters that steer a terminal");
    }

    /** Whether {@code text} has no control characters and no half of a surrogate pair. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
