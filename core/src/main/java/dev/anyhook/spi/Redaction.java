package dev.anyhook.spi;

import dev.anyhook.Secret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What keeps secrets, and characters that steer a terminal, out of words that others chose. Not thread-safe. */
final class Redaction {
    private static final int MAX_LENGTH = 300;

    private final List<Secret> hidden = new ArrayList<>();

    void hide(Secret secret) {
        hidden.add(secret);
    }

    /** {@code words} without our secrets, without control characters, and not without end. */
    String clean(String words) {
        String text = words;
        for (Secret secret : hidden) {
            text = text.replace(secret.reveal(), "[redacted]");
        }
        return LogText.of(text, MAX_LENGTH);
    }

    /** Whether a stack trace of {@code thrown} would show what {@link #clean} keeps out of a message. */
    boolean isNeededFor(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var waiting = new ArrayDeque<Throwable>(List.of(thrown));
        while (!waiting.isEmpty()) {
            Throwable each = waiting.remove();
            String text = each.toString();
            if (!clean(text).equals(text)) {
                return true;
            }
            if (seen.add(each)) {
                waiting.addAll(List.of(each.getSuppressed()));
                if (each.getCause() != null) {
                    waiting.add(each.getCause());
                }
            }
        }
        return false;
    }
}
