package com.example.acme;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.WebhookProviderContract;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Acme keeps the promises of every provider. */
class AcmeContractTest extends WebhookProviderContract {
    /** Copied from Acme's page, or captured once; so is the signature, which no code of ours may have made. */
    static final RawDelivery GENUINE = new RawDelivery(
            "acme-live",
            URI.create("/webhooks/acme-live"),
            HttpHeaders.of(
                    Map.of(
                            "X-Acme-Signature", List.of("sha256=5a51181a0d02390d16a565a451fc7db7041e0e014b5a01fa5c9d118a8c1459ce"),
                            "X-Acme-Delivery", List.of("d-1")),
                    (name, value) -> true),
            Payload.utf8(
                    """
                    {"id":"evt_1","type":"transcript.finished","created_at":"2026-11-24T12:00:00Z",
                    "transcript":{"id":"tr_42","status":"done","url":"https://files.acme.example/tr_42.txt"}}"""),
            Instant.parse("2026-11-24T12:00:01Z"));

    @Override
    protected WebhookProvider provider() {
        return new AcmeWebhooks();
    }

    @Override
    protected RawDelivery genuine() {
        return GENUINE;
    }

    @Override
    protected TrustPolicy trust() {
        return TrustPolicy.signedWith(Secret.of("acme-signing-secret"));
    }
}
