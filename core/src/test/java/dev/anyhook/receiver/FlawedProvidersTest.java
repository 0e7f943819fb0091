package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A provider that breaks its contract costs deliveries, never belief: nothing is kept and nothing acknowledged. */
class FlawedProvidersTest {
    private static final TrustPolicy SIGNED = TrustPolicy.signedWith(Deliveries.SECRET);
    private static final TrustPolicy UNSIGNED = TrustPolicy.acceptingAnyoneUnsigned();

    @Test
    void thatThrow() {
        try (LogBook logs = LogBook.open()) {
            assertUnavailable(SIGNED, delivery -> {
                throw new IllegalStateException("cannot read " + delivery.body().size() + " hostile-words");
            });

            assertThat(logs.with("endpoint shop: its provider failed to judge a delivery"))
                    .hasSize(1);
            assertThat(logs.everything())
                    .contains("java.lang.IllegalStateException", "FlawedProvidersTest")
                    .doesNotContain("hostile-words");
        }
    }

    @Test
    void thatRunOutOfStack() {
        assertUnavailable(SIGNED, delivery -> {
            throw new StackOverflowError();
        });
    }

    @Test
    void thatReturnNothing() {
        assertUnavailable(SIGNED, delivery -> null);
        assertUnavailable(SIGNED, delivery -> new Verified(null, "#1"));
        assertUnavailable(UNSIGNED, delivery -> new Unsigned(null));
    }

    @Test
    void thatForgetTheSignature() {
        assertUnavailable(SIGNED, delivery -> new Unsigned(event("shop", "flawed")));
    }

    @Test
    void thatBelieveWithoutASecret() {
        assertUnavailable(UNSIGNED, delivery -> new Verified(event("shop", "flawed"), "#1"));
    }

    @Test
    void thatMixUpEndpoints() {
        assertUnavailable(SIGNED, delivery -> new Verified(event("warehouse", "flawed"), "#1"));
    }

    @Test
    void thatSpeakForAnotherVendor() {
        assertUnavailable(SIGNED, delivery -> new Verified(event("shop", "acme"), "#1"));
    }

    private static WebhookEvent event(String endpoint, String vendor) {
        return new WebhookEvent(ProviderId.of(vendor), endpoint, "evt_1", "ping", null, null, Payload.empty());
    }

    private static void assertUnavailable(TrustPolicy trust, DeliveryVerifier verifier) {
        var inbox = new WatchedInbox() {
            private int appended;

            @Override
            public CompletionStage<Outcome> append(IncomingEvent incoming) {
                appended++;
                return super.append(incoming);
            }
        };
        try (var receiver = WebhookReceiver.builder()
                .inbox(inbox)
                .endpoint("shop", new Flawed(verifier), trust)
                .build()) {
            RawDelivery delivery = Deliveries.to("/webhooks/shop", "shop", "{}");

            assertThat(Receivers.answer(receiver, delivery)).isEqualTo(Acknowledgement.UNAVAILABLE);
            assertThat(inbox.appended).isZero();
        }
    }

    private record Flawed(DeliveryVerifier verifier) implements WebhookProvider {
        @Override
        public ProviderId id() {
            return ProviderId.of("flawed");
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Set<String> eventTypes() {
            return Set.of();
        }

        @Override
        public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
            throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public TestResult test(TestRequest request, VendorAccount account) {
            throw new UnsupportedOperationException("not part of these tests");
        }

        @Override
        public DeliveryVerifier verifier(TrustPolicy trust) {
            return verifier;
        }
    }
}
