package dev.anyhook.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

/**
 * A digest that has taken in the first block of every message, to be copied for each. Safe for any number of threads.
 */
final class BegunDigest {
    private final MessageDigest prototype;
    private final Supplier<MessageDigest> source;
    private final byte[] block;

    private BegunDigest(MessageDigest prototype, Supplier<MessageDigest> source, byte[] block) {
        this.prototype = prototype;
        this.source = source;
        this.block = block;
    }

    /** A digest of {@code source} that begins with {@code block}, which is the digest's own from now on. */
    static BegunDigest of(byte[] block, Supplier<MessageDigest> source) {
        MessageDigest prototype = source.get();
        prototype.update(block);
        return new BegunDigest(prototype, source, block);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The digest as it is after the block; begun anew where a provider's digests cannot be copied. */
    MessageDigest copy() {
        try {
            return (MessageDigest) prototype.clone();
        } catch (CloneNotSupportedException hardware) {
            MessageDigest again = source.get();
            again.update(block);
            return again;
        }
    }
}
