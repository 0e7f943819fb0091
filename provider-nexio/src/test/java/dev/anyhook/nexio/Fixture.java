package dev.anyhook.nexio;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries to the endpoint {@code nexio}, signed independently of the code under test. */
final class Fixture {
    static final String SECRET = "whsec_abc123def456";
    static final String OTHER_SECRET = "whsec_another456";
    static final TrustPolicy TRUST = TrustPolicy.signedWith(Secret.of(SECRET));
    static final String T = "1774180800";
    static final Instant NOW = Instant.ofEpochSecond(1_774_180_800L);
    static final String BODY = "{\"id\":\"evt_123\",\"type\":\"run.completed\"}";
    static final String SIGNATURE = "X-Nexio-Signature";
    static final String TIMESTAMP = "X-Nexio-Timestamp";

    private Fixture() {}

    static String v1(String secret, String t, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((t + ".").getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String v1(String secret) {
        return v1(secret, T, bytes(BODY));
    }

    /** {@link #BODY} under this signature header and none other. */
    static RawDelivery signedAs(String signature) {
        return delivery(Map.of(SIGNATURE, List.of(signature)), bytes(BODY));
    }

    static RawDelivery signed(byte[] body) {
        return delivery(Map.of(SIGNATURE, List.of("t=" + T + "," + v1(SECRET, T, body))), body);
    }

    static RawDelivery signed(String body) {
        return signed(bytes(body));
    }

    static RawDelivery delivery(Map<String, List<String>> headers, byte[] body) {
        return new RawDelivery(
                "nexio",
                URI.create("/webhooks/nexio"),
                HttpHeaders.of(headers, (name, value) -> true),
                Payload.copyOf(body),
                NOW);
    }

    static RawDelivery with(RawDelivery delivery, String name, String... values) {
        var headers = new LinkedHashMap<String, List<String>>(delivery.headers().map());
        headers.put(name, List.of(values));
        return delivery.withHeaders(HttpHeaders.of(headers, (any, value) -> true));
    }

    static VerificationResult verdict(RawDelivery delivery) {
        return new NexioWebhooks().verify(delivery, TRUST);
    }

    /** What is made of a genuine delivery of {@code body}. */
    static WebhookEvent event(byte[] body) {
        return ((Verified) verdict(signed(body))).event();
    }

    static WebhookEvent event(String body) {
        return event(bytes(body));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
