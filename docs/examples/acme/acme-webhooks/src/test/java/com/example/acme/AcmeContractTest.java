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
    private static final Payload BODY = Payload.utf8("""
        {"id":"evt_1","type":"transcript.finished","created_at":"2026-11-24T12:00:00Z",
         "transcript":{"id":"tr_42","status":"done","url":"https://files.acme.example/tr_42.txt"}}
        """);

    /** From Acme's page, like the body and the secret: no code of ours has made it. */
    private static final String SIGNATURE = "sha256=b9268a78604e068349fc8191962c7fc75c6ebc7e20fab8ee68ea90b747d3e8e8";

    static final RawDelivery GENUINE = new RawDelivery(
            "acme-live",
            URI.create("/webhooks/acme-live"),
            HttpHeaders.of(
                    Map.of("X-Acme-Signature", List.of(SIGNATURE), "X-Acme-Delivery", List.of("d-1")),
                    (name, value) -> true),
            BODY,
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
