package dev.anyhook.inbox.jdbc;

import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Set;

/** The invented vendor of {@link Events}, who delivers nothing: tests put events into the inbox themselves. */
final class SilentVendor implements WebhookProvider {
    /** A receiver under construction that hands out what is in {@code inbox}. */
    static WebhookReceiver.Builder receiver(Inbox inbox) {
        return WebhookReceiver.builder()
                .inbox(inbox)
                .endpoint("acme-live", new SilentVendor(), TrustPolicy.signedWith(Secret.of("a secret of nobody's")));
    }

    @Override
    public ProviderId id() {
        return ProviderId.of("acme");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SIGNED);
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of();
    }

    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        throw new UnsupportedOperationException("nobody is called");
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable("nobody is called");
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return SilentVendor::refuse;
    }

    private static Rejected refuse(RawDelivery delivery) {
        return new Rejected(Reason.SIGNATURE_MISMATCH, "this vendor delivers nothing");
    }
}
