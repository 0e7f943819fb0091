package dev.anyhook.simulators;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The headers of a Nexio delivery (Nexio "Webhooks", read 2026-11-01). */
final class NexioSigning {
    static final String WEBHOOK_VERSION = "2026-03-22";

    private static final String HMAC = "HmacSHA256";

    private NexioSigning() {}

    /** A fresh secret that each {@link NexioKeyReading} can read. */
    static String freshSecret() {
        return "whsec_" + RandomText.alphanumeric(32);
    }

    /** The headers for one attempt, with a {@code v1} for each of {@code secrets}. */
    static Map<String, String> headers(
            String deliveryId,
            String eventType,
            byte[] body,
            Instant at,
            List<String> secrets,
            NexioKeyReading reading,
            @Nullable String authToken) {
        long seconds = at.getEpochSecond();
        var signature = new StringBuilder("t=").append(seconds);
        secrets.forEach(secret -> signature.append(",v1=").append(sign(reading.key(secret), seconds, body)));
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Nexio-Webhooks/1.0");
        headers.put("X-Nexio-Event", eventType);
        headers.put("X-Nexio-Delivery", deliveryId);
        headers.put("X-Nexio-Timestamp", Long.toString(seconds));
        headers.put("X-Nexio-Webhook-Version", WEBHOOK_VERSION);
        headers.put("X-Nexio-Signature", signature.toString());
        if (authToken != null) {
            headers.put("Authorization", "Bearer " + authToken);
        }
        return headers;
    }

    private static String sign(byte[] key, long seconds, byte[] body) {
        if (key.length == 0) {
            throw new IllegalArgumentException("the secret holds no key");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
