package dev.anyhook.receiver;

import dev.anyhook.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whether two endpoints have a key in common, however each spells it. */
final class SharedSecrets {
    private static final String PREFIX = "whsec_";

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
            keys.add(utf8(text));
            keys.add(utf8(rest));
            decoded(rest).ifPresent(keys::add);
        }
        return keys;
    }

    private static Optional<ByteBuffer> decoded(String text) {
        try {
            return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
