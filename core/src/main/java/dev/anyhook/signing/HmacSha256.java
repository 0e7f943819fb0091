package dev.anyhook.signing;

import dev.anyhook.Payload;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under one key: initialised once, copied for each computation, so that threads never meet. */
final class HmacSha256 {
    private static final String ALGORITHM = "HmacSHA256";

    private final String label;
    private final Mac prototype;
    private final SecretKeySpec key;

    private HmacSha256(String label, Mac prototype, SecretKeySpec key) {
        this.label = label;
        this.prototype = prototype;
        this.key = key;
    }

    static HmacSha256 of(String label, byte[] key) {
        var spec = new SecretKeySpec(key, ALGORITHM);
        return new HmacSha256(label, initialised(spec), spec);
    }

    /** What verdicts call the secret. */
    String label() {
        return label;
    }

    /** The MAC of {@code prefix} and, after it, {@code body}. */
    byte[] sign(byte[] prefix, Payload body) {
        Mac mac = copy();
        mac.update(prefix);
        body.update(mac);
        return mac.doFinal();
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException hardware) {
            return initialised(key);
        }
    }

    private static Mac initialised(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
