package dev.anyhook.testkit;

import dev.anyhook.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;

/** Finds secrets in texts, and tells without showing them. */
final class Leaks {
    /** The shortest part of a secret that tells it from other texts. */
    private static final int TELLING = 8;

    private Leaks() {}

    /** The places, such as "secret 2", among {@code secrets} that {@code text} shows, whole or without their prefix. */
    static List<String> in(String text, Collection<Secret> secrets) {
        var texts = secrets.stream().map(Secret::reveal).toList();
        return texts.stream()
                .filter(secret -> shows(text, secret))
                .map(secret -> "secret " + (texts.indexOf(secret) + 1))
                .toList();
    }

    /** The same for all that a log would show of {@code thrown}. */
    static List<String> in(Throwable thrown, Collection<Secret> secrets) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return in(trace.toString(), secrets);
    }

    private static boolean shows(String text, String secret) {
        String bare = secret.substring(secret.indexOf('_') + 1);
        return text.contains(secret) || (bare.length() >= TELLING && text.contains(bare));
    }
}
