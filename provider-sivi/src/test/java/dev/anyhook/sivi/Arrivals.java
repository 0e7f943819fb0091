package dev.anyhook.sivi;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.WebhookEvent;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deliveries to the endpoint {@code sivi}, and what is made of them. */
final class Arrivals {
    static final Secret TOKEN = Secret.of("0123456789abcdef0123456789abcdef");
    static final TrustPolicy TRUST = TrustPolicy.urlToken(TOKEN);

    private static final HttpHeaders HEADERS =
            HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);

    private Arrivals() {}

    static RawDelivery of(String body) {
        return of(Payload.utf8(body));
    }

    static RawDelivery of(Payload body) {
        return at("/webhooks/sivi/" + TOKEN.reveal(), body);
    }

    static RawDelivery at(String target, Payload body) {
        return new RawDelivery("sivi", URI.create(target), HEADERS, body, Instant.parse("2026-11-01T12:00:00Z"));
    }

    static WebhookEvent claim(String body) {
        return claim(Payload.utf8(body));
    }

    static WebhookEvent claim(Payload body) {
        return ((Unsigned) new SiviWebhooks().verify(of(body), TRUST)).claim();
    }
}
