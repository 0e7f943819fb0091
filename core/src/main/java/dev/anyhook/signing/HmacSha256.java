package dev.anyhook.signing;

import dev.anyhook.Payload;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 under one key, by RFC 2104: two digests that have each taken in their block of the key, copied for each
 * computation, so that threads never meet and the key is hashed once and for all.
 */
final class HmacSha256 {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final String label;
    private final BegunDigest inner;
    private final BegunDigest outer;

    private HmacSha256(String label, BegunDigest inner, BegunDigest outer) {
        this.label = label;
        this.inner = inner;
        this.outer = outer;
    }

    static HmacSha256 of(String label, byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("secret " + label + " is an empty key");
        }
        byte[] block = Arrays.copyOf(key.length > BLOCK ? BegunDigest.sha256().digest(key) : key, BLOCK);
        try {
            return new HmacSha256(label, begun(block, INNER), begun(block, OUTER));
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static BegunDigest begun(byte[] block, byte pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        return BegunDigest.of(padded, BegunDigest::sha256);
    }

    /** What verdicts call the secret. */
    String label() {
        return label;
    }

    /** The MAC of {@code prefix} and, after it, {@code body}. */
    byte[] sign(byte[] prefix, Payload body) {
        MessageDigest message = inner.copy();
        message.update(prefix);
        body.update(message);
        byte[] mac = message.digest();
        MessageDigest whole = outer.copy();
        whole.update(mac);
        try {
            whole.digest(mac, 0, mac.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 is as long as SHA-256", impossible);
        }
        return mac;
    }
}
