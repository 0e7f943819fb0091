package com.example.acme;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.WebhookProviderContract;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Acme keeps the promises of every provider. */
class AcmeContractTest extends WebhookProviderContract {
    private static final String SECRET = "acme-signing-secret";
    private static final String BODY = """
        {"id":"evt_1","type":"transcript.finished","created_at":"2026-11-24T12:00:00Z",
         "transcript":{"id":"tr_42","status":"done","url":"https://files.acme.example/tr_42.txt"}}
        """;

    /** From Acme's page, like the body and the secret: no code of ours has made it. */
    private static final String SIGNATURE = "sha256=b9268a78604e068349fc8191962c7fc75c6ebc7e20fab8ee68ea90b747d3e8e8";

    static final RawDelivery GENUINE =
            delivery(Payload.utf8(BODY), SIGNATURE, "d-1", Instant.parse("2026-11-24T12:00:01Z"));

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
        return TrustPolicy.signedWith(Secret.of(SECRET));
    }

    /** As Acme's page says, with nothing but the JDK; each try has a delivery id of its own. */
    @Override
    protected Optional<RawDelivery> signed(Payload body, Instant instant) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.toByteArray()));
            return Optional.of(delivery(body, signature, "d-" + instant.getEpochSecond(), instant));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected Optional<RawDelivery> another() {
        return signed(Payload.utf8(BODY.replace("evt_1", "evt_2")), GENUINE.receivedAt());
    }

    private static RawDelivery delivery(Payload body, String signature, String id, Instant arrival) {
        return new RawDelivery(
                "acme-live",
                URI.create("/webhooks/acme-live"),
                HttpHeaders.of(
                        Map.of("X-Acme-Signature", List.of(signature), "X-Acme-Delivery", List.of(id)),
                        (name, value) -> true),
                body,
                arrival);
    }
}
