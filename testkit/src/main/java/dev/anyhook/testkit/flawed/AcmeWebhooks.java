package dev.anyhook.testkit.flawed;

import dev.anyhook.ProviderId;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.EnumSet;
import java.util.Set;

/**
 * Acme, an imaginary vendor that offers everything, and the sound provider that the flawed ones are made of: they
 * replace one of its parts. Not registered as a service, so that no application finds it.
 *
 * <p>Acme signs {@code timestamp.body} with HMAC-SHA256. {@code Acme-Timestamp} holds the seconds,
 * {@code Acme-Signature} one {@code v1=<hex>} for each secret in force, joined by commas; {@code Acme-Delivery} is
 * different for each attempt and not signed.
 */
public class AcmeWebhooks implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("acme");

    private final AcmeSignature signature;
    private final AcmeEvents events;
    private final AcmeApi api;

    /** The sound provider. */
    public AcmeWebhooks() {
        this(new AcmeSignature(), new AcmeEvents(), new AcmeApi());
    }

    AcmeWebhooks(AcmeSignature signature) {
        this(signature, new AcmeEvents(), new AcmeApi());
    }

    AcmeWebhooks(AcmeEvents events) {
        this(new AcmeSignature(), events, new AcmeApi());
    }

    AcmeWebhooks(AcmeApi api) {
        this(new AcmeSignature(), new AcmeEvents(), api);
    }

    private AcmeWebhooks(AcmeSignature signature, AcmeEvents events, AcmeApi api) {
        this.signature = signature;
        this.events = events;
        this.api = api;
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Set<String> eventTypes() {
        return AcmeEvents.TYPES;
    }

    @Override
    public void check(VendorAccount account) {
        api.checked(account);
    }

    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        return api.configure(request, account);
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return api.test(request, account);
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return signature.verifier(trust, events);
    }
}
