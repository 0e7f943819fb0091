package dev.anyhook.diffio;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deliveries as Diffio makes them, on time, and variations of their headers. */
final class Fixture {
    static final String SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    static final String OTHER_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String ID = "msg_loFOjxBNrRLzqYUf";
    static final long SECONDS = 1731705121;
    static final Instant NOW = Instant.ofEpochSecond(SECONDS);

    /** The example of the page "Webhooks". */
    static final String COMPLETED =
            "{ \"eventType\": \"generation.completed\", \"eventId\": \"evt_123\", \"createdAt\": \"2026-01-28T12:34:56Z\","
                    + " \"apiKeyId\": \"key_123\", \"apiProjectId\": \"proj_123\", \"generationId\": \"gen_123\","
                    + " \"status\": \"complete\", \"hasVideo\": false, \"modelKey\": \"diffio-2\", \"error\": null,"
                    + " \"errorDetails\": null}";

    private Fixture() {}

    static RawDelivery signed(String body) {
        return signed(body.getBytes(StandardCharsets.UTF_8));
    }

    static RawDelivery signed(byte[] body) {
        String timestamp = Long.toString(SECONDS);
        return delivery(ID, timestamp, Signer.sign(SECRET, ID, timestamp, body), body, NOW);
    }

    static RawDelivery delivery(String id, String timestamp, String signature, byte[] body, Instant receivedAt) {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("content-type", List.of("application/json"));
        headers.put("svix-id", List.of(id));
        headers.put("svix-timestamp", List.of(timestamp));
        headers.put("svix-signature", List.of(signature));
        return delivery(headers, body, receivedAt);
    }

    static RawDelivery delivery(Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
        return new RawDelivery(
                "diffio-live",
                URI.create("/webhooks/diffio-live"),
                HttpHeaders.of(headers, (name, value) -> true),
                Payload.copyOf(body),
                receivedAt);
    }

    static String signatureOf(RawDelivery delivery) {
        return delivery.headers().firstValue("svix-signature").orElseThrow();
    }

    /** With {@code values} as all the values of one header; none removes it. */
    static RawDelivery with(RawDelivery delivery, String name, String... values) {
        var headers = new LinkedHashMap<String, List<String>>(delivery.headers().map());
        headers.put(name, new ArrayList<>(List.of(values)));
        if (values.length == 0) {
            headers.remove(name);
        }
        return delivery.withHeaders(HttpHeaders.of(headers, (any, value) -> true));
    }
}
