package dev.anyhook.receiver;

import dev.anyhook.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whether two endpoints have a key in common, however each spells it. */
final class SharedSecrets {
    private static final String PREFIX = "whsec_";
    private static final int BLOCK = 64;

    private SharedSecrets() {}

    /** Whether one of {@code some} could be the same key as one of {@code others}, read in whatever way. */
    static boolean among(List<Secret> some, List<Secret> others) {
        return !Collections.disjoint(keys(some), keys(others));
    }

    private static Set<ByteBuffer> keys(List<Secret> secrets) {
        var keys = new HashSet<ByteBuffer>();
        for (Secret secret : secrets) {
            String text = secret.reveal();
            String rest = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
            keys.add(normal(text.getBytes(StandardCharsets.UTF_8)));
            keys.add(normal(rest.getBytes(StandardCharsets.UTF_8)));
            decoded(rest).ifPresent(keys::add);
        }
        return keys;
    }

    private static Optional<ByteBuffer> decoded(String text) {
        try {
            return Optional.of(normal(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** As HMAC-SHA256 takes it: hashed if it is longer than a block, and zeros at its end are none (RFC 2104). */
    private static ByteBuffer normal(byte[] key) {
        byte[] used = key.length > BLOCK ? sha256(key) : key;
        int length = used.length;
        while (length > 0 && used[length - 1] == 0) {
            length--;
        }
        return ByteBuffer.wrap(used, 0, length);
    }

    private static byte[] sha256(byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
