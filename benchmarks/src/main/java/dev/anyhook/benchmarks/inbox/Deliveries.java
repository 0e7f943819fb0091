package dev.anyhook.benchmarks.inbox;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Deliveries of the Diffio kind, signed as the official library signs them, each about a job of its own; ids and jobs
 * come in no order, as in {@link Events}.
 */
final class Deliveries {
    static final String ENDPOINT = "diffio-live";

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_";
    private static final String PAD = "x".repeat(800);

    private final Webhook signer;

    Deliveries() {
        try {
            this.signer = new Webhook(SECRET);
        } catch (EmptyWebhookSecretException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static TrustPolicy trust() {
        return TrustPolicy.signedWith(Secret.of(SECRET));
    }

    /** The delivery of this number. */
    RawDelivery delivery(int number) throws WebhookSigningException {
        Instant now = Instant.now();
        String id = ID + Events.scattered(number) + "_" + number;
        String body = "{\"eventType\":\"generation.completed\",\"eventId\":\"evt_" + number
                + "\",\"createdAt\":\"2026-01-28T12:34:56Z\",\"generationId\":\"gen_" + Events.scattered(~number)
                + "\",\"status\":\"complete\",\"error\":null,\"pad\":\"" + PAD + "\"}";
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "svix-id", List.of(id),
                        "svix-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "svix-signature", List.of(signer.sign(id, now.getEpochSecond(), body))),
                (name, value) -> true);
        return new RawDelivery(ENDPOINT, URI.create("/webhooks/" + ENDPOINT), headers, Payload.utf8(body), now);
    }

    /** The number of the delivery that an event with this id came by. */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('_') + 1));
    }
}
