package com.example.acme;

import dev.anyhook.ProviderId;
import dev.anyhook.TrustPolicy;
import dev.anyhook.signing.HmacScheme;
import dev.anyhook.signing.HmacSignature;
import dev.anyhook.signing.Spelling;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Set;

/**
 * Acme, which transcribes speech: signs each body as a whole and no timestamp, and has a page for its webhooks but no
 * API. Source: Acme, "Webhooks", read 2026-11-24.
 */
public final class AcmeWebhooks implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("acme");

    private static final HmacScheme SCHEME =
            HmacScheme.over("{body}").signatureIn("X-Acme-Signature", "sha256=", Spelling.HEX);

    /** For {@link java.util.ServiceLoader}, and for whoever prefers to name the vendor in code. */
    public AcmeWebhooks() {}

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SIGNED, Capability.VENDOR_EVENT_ID, Capability.MANY_ENDPOINTS, Capability.RETRIES);
    }

    @Override
    public Set<String> eventTypes() {
        return AcmeEnvelope.EVENT_TYPES;
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        HmacSignature signature = SCHEME.prepared(trust);
        return delivery -> signature.verify(delivery, signed -> AcmeEnvelope.read(delivery));
    }

    @Override
    public void check(VendorAccount account) {
        require(account.settings().isEmpty(), "Acme has no settings");
    }

    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        check(account);
        require("https".equals(request.url().getScheme()), "url must be https: bodies hold what people said");
        require(request.eventTypes().isEmpty(), "Acme delivers every type to every URL");
        require(request.bearer() == null && request.urlToken() == null, "Acme signs, and sends no token");
        return new ConfigureResult.ActionRequired(
                null,
                "Open Settings, Webhooks in Acme's console, enter " + request.url()
                        + ", and give the signing secret that the page shows to the receiver as the secret of this"
                        + " endpoint.");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable("Acme sends no samples: transcribe a second of silence, which is free");
    }
}
