package dev.anyhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text that must stay between us and the vendor: a signing secret, an API key, a token. Never blank, never printed,
 * compared in constant time. Immutable and safe for any number of threads.
 */
public final class Secret {
    private final @Nullable String label;
    private final byte[] utf8;

    private Secret(@Nullable String label, String value) {
        this.label = label;
        this.utf8 = value.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A secret without a name of its own.
     *
     * @param value null, blank, or with white space around it is refused: an unset variable or a copied line end must
     *     fail here and not at the first delivery
     */
    public static Secret of(@Nullable String value) {
        return new Secret(null, checked("a secret", value));
    }

    /** Like {@link #of}, under a name of the caller's that logs and verdicts may show. */
    public static Secret labelled(String label, @Nullable String value) {
        Objects.requireNonNull(label, "label");
        if (label.isBlank()) {
            throw new IllegalArgumentException("the label of a secret is blank");
        }
        return new Secret(label, checked("the secret '" + label + "'", value));
    }

    private static String checked(String what, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(what + " is missing or blank");
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    what + " begins or ends with white space; was a line end copied with it?");
        }
        return value;
    }

    /** The caller's name for this secret; empty unless it was {@link #labelled}. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** The text itself. For a key or a header about to be sent; never for a message. */
    public String reveal() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A copy of the text in UTF-8. */
    public byte[] toByteArray() {
        return utf8.clone();
    }

    /** Whether {@code candidate} is this text, in time that does not depend on where they differ. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(utf8, candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** Equal when the texts are; labels do not count. Constant time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(utf8, that.utf8);
    }

    /** The same for every secret: a hash would tell something about the text. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
