package dev.anyhook.spi;

import dev.anyhook.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Whether a stack trace of {@code thrown} would show one of our secrets. */
    boolean isNeededFor(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String text = each.toString();
            if (hidden.stream().anyMatch(secret -> text.contains(secret.reveal()))) {
                return true;
            }
        }
        return false;
    }
}
