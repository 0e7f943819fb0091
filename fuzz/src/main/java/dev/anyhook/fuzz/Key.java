package dev.anyhook.fuzz;

import dev.anyhook.Payload;
import dev.anyhook.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key as the vendor holds it: signs without any of our code. */
final class Key {
    private final String secret;
    private final byte[] bytes;

    private Key(String secret, byte[] bytes) {
        this.secret = secret;
        this.bytes = bytes;
    }

    /** The key whose text in a policy is {@code secret} and whose bytes are {@code bytes}. */
    static Key of(String secret, byte[] bytes) {
        return new Key(secret, bytes);
    }

    Secret secret() {
        return Secret.of(secret);
    }

    byte[] mac(String prefix, Payload body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body.toByteArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
