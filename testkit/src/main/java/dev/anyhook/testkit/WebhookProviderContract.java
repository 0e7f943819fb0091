package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every provider must do, as tests. An author extends this class, supplies one genuine delivery and what it takes
 * to believe it, and runs it: there is a group for each capability, tested in both directions.
 */
public abstract class WebhookProviderContract {
    private static final Secret STRANGER = Secret.of("whsec_c3RyYW5nZXItc3RyYW5nZXItc3RyYW5nZXI=");

    /** For subclasses, in their own packages. */
    protected WebhookProviderContract() {}

    /** The provider to test. */
    protected abstract WebhookProvider provider();

    /** A delivery as the vendor makes it, in time, believable under {@link #trust()}. The same on every call. */
    protected abstract RawDelivery genuine();

    /** What it takes to believe {@link #genuine()}. */
    protected abstract TrustPolicy trust();

    /** An account as {@code test} and {@code configure} need it, on its way to {@code transport}. */
    protected VendorAccount account(VendorAccount.Transport transport) {
        return VendorAccount.of(Secret.of("contract-api-key")).over(transport);
    }

    private VerificationResult verdict(RawDelivery delivery) {
        return provider().verify(delivery, trust());
    }

    private boolean believed(RawDelivery delivery) {
        return !(verdict(delivery) instanceof Rejected);
    }

    private WebhookEvent event(RawDelivery delivery) {
        return verdict(delivery).fold(Verified::event, Unsigned::claim, rejected -> {
            throw new AssertionError("the delivery was refused: " + rejected.reason() + ": " + rejected.detail());
        });
    }

    private void assume(Capability capability, boolean declared) {
        assumeTrue(
                provider().capabilities().contains(capability) == declared,
                (declared ? "does not declare " : "declares ") + capability);
    }

    private RawDelivery after(Duration duration) {
        return genuine().withReceivedAt(genuine().receivedAt().plus(duration));
    }

    @Nested
    @DisplayName("every provider")
    class Every {
        @Test
        @DisplayName("is found by its id on the class path")
        void isDiscovered() {
            WebhookProvider found = WebhookProviders.load(provider().id().value());

            assertThat(found.getClass()).isEqualTo(provider().getClass());
        }

        @Test
        @DisplayName("believes a genuine delivery, and says so as its capabilities promise")
        void believesGenuine() {
            Class<? extends VerificationResult> promised =
                    provider().capabilities().contains(Capability.SIGNED) ? Verified.class : Unsigned.class;

            assertThat(verdict(genuine())).isInstanceOf(promised);
        }

        @Test
        @DisplayName("keeps the bytes, the endpoint and its own id in the event")
        void keepsWhatCame() {
            WebhookEvent event = event(genuine());

            assertThat(event.payload()).isEqualTo(genuine().body());
            assertThat(event.endpoint()).isEqualTo(genuine().endpoint());
            assertThat(event.provider()).isEqualTo(provider().id());
        }

        @Test
        @DisplayName("gives the same answer twice, whoever asks, from many threads at once")
        void isPure() throws InterruptedException, ExecutionException {
            DeliveryVerifier verifier = provider().verifier(trust());
            VerificationResult expected = verifier.verify(genuine());
            var threads = Executors.newFixedThreadPool(8);
            try {
                Callable<VerificationResult> ask = () -> verifier.verify(genuine());
                for (Future<VerificationResult> answer : threads.invokeAll(Collections.nCopies(200, ask))) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        @DisplayName("matches header names without regard to case")
        void ignoresHeaderCase() {
            assertThat(verdict(Deliveries.withUpperCaseNames(genuine()))).isEqualTo(verdict(genuine()));
        }

        @Test
        @DisplayName("never throws, whatever bytes a stranger sends")
        void neverThrows() {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            DeliveryVerifier verifier = provider().verifier(trust());
            for (int i = 0; i < 2_000; i++) {
                RawDelivery scrambled = Deliveries.scrambled(genuine(), random);
                try {
                    assertThat(verifier.verify(scrambled)).isNotNull();
                } catch (RuntimeException thrown) {
                    throw new AssertionError("threw for scramble " + i + " of seed " + seed, thrown);
                }
            }
        }

        @Test
        @DisplayName("shows no secret in any verdict")
        void hidesSecrets() {
            var secrets = new ArrayList<>(trust().secrets());
            secrets.addAll(trust().urlTokens());
            RawDelivery stale = after(Duration.ofDays(400));

            for (RawDelivery delivery : List.of(genuine(), Deliveries.truncated(genuine()), stale)) {
                String shown = verdict(delivery).toString();
                assertThat(secrets).noneMatch(secret -> shown.contains(secret.reveal()));
            }
        }

        @Test
        @DisplayName("refuses account settings that it does not know, before any call")
        void refusesUnknownSettings() {
            var transport = new Unreachable();
            VendorAccount account = account(transport).with("no-such-setting", "x");
            EndpointRequest request = EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/x"));

            assertThatThrownBy(() -> provider().configure(request, account))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(transport.calls()).isZero();
        }
    }

    @Nested
    @DisplayName("a provider whose vendor signs")
    class Signs {
        @Test
        @DisplayName("refuses a body in which any bit was changed")
        void refusesChangedBodies() {
            assume(Capability.SIGNED, true);
            int bits = genuine().body().size() * 8;

            for (int bit = 0; bit < bits; bit += Math.max(1, bits / 4_000)) {
                assertThat(verdict(Deliveries.withBitFlipped(genuine(), bit)))
                        .as("bit %d flipped", bit)
                        .isInstanceOf(Rejected.class);
            }
        }

        @Test
        @DisplayName("refuses a body that was cut or lengthened")
        void refusesOtherLengths() {
            assume(Capability.SIGNED, true);

            assertThat(believed(Deliveries.truncated(genuine()))).isFalse();
            assertThat(believed(Deliveries.lengthened(genuine()))).isFalse();
        }

        @Test
        @DisplayName("needs a signature: without its headers nothing is believed")
        void needsItsHeaders() {
            assume(Capability.SIGNED, true);
            RawDelivery bare = genuine();
            for (String name : genuine().headers().map().keySet()) {
                bare = Deliveries.without(bare, name);
            }

            assertThat(verdict(bare)).isInstanceOf(Rejected.class);
        }

        @Test
        @DisplayName("refuses each header that it relies on when it comes twice")
        void refusesRepeatedHeaders() {
            assume(Capability.SIGNED, true);

            for (String name : genuine().headers().map().keySet()) {
                if (!believed(Deliveries.without(genuine(), name))) {
                    assertThat(verdict(Deliveries.repeating(genuine(), name)))
                            .as("%s sent twice", name)
                            .isInstanceOfSatisfying(
                                    Rejected.class,
                                    rejected -> assertThat(rejected.reason()).isEqualTo(Reason.HEADER_REPEATED));
                }
            }
        }

        @Test
        @DisplayName("refuses what another secret signed")
        void refusesOtherSecrets() {
            assume(Capability.SIGNED, true);

            assertThat(provider().verify(genuine(), withSecrets(List.of(STRANGER))))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
        }

        @Test
        @DisplayName("believes any of several secrets, and says which it was")
        void believesAnyOfSeveralSecrets() {
            assume(Capability.SIGNED, true);
            TrustPolicy rotating = withSecrets(
                    List.of(STRANGER, trust().secrets().get(trust().secrets().size() - 1)));

            assertThat(provider().verify(genuine(), rotating))
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.secretLabel()).isEqualTo("#2"));
        }

        @Test
        @DisplayName(
                "refuses, when the endpoint is built, a secret that is nothing but a prefix, and a policy without any")
        void failsClosed() {
            assume(Capability.SIGNED, true);

            assertThatThrownBy(() -> provider().verifier(withSecrets(List.of(Secret.of("whsec_")))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> provider().verifier(TrustPolicy.acceptingAnyoneUnsigned()))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        private TrustPolicy withSecrets(List<Secret> secrets) {
            TrustPolicy usual = trust();
            return new TrustPolicy(
                    secrets,
                    usual.bearer(),
                    usual.urlTokens(),
                    usual.acceptsUnsigned(),
                    usual.tolerance(),
                    usual.keyEncoding());
        }
    }

    @Nested
    @DisplayName("a provider whose vendor does not sign")
    class DoesNotSign {
        @Test
        @DisplayName("calls everything a claim, and refuses secrets that would prove nothing")
        void promisesNothing() {
            assume(Capability.SIGNED, false);

            assertThat(verdict(genuine())).isInstanceOf(Unsigned.class);
            assertThatThrownBy(() -> provider().verifier(TrustPolicy.signedWith(STRANGER)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @DisplayName("refuses a delivery to another URL token")
        void refusesOtherTokens() {
            assume(Capability.SIGNED, false);
            assumeTrue(!trust().urlTokens().isEmpty(), "has no URL token");

            assertThat(verdict(Deliveries.withLastSegment(genuine(), "another-token")))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.TOKEN_MISMATCH));
        }
    }

    @Nested
    @DisplayName("a provider whose vendor signs a timestamp")
    class SignsTimestamps {
        @Test
        @DisplayName("believes a delivery for exactly the tolerance either way, and not a second longer")
        void keepsTheWindow() {
            assume(Capability.REPLAY_WINDOW, true);
            long tolerance = trust().tolerance().toSeconds();
            long last = lastBelieved(1);
            long first = lastBelieved(-1);

            assertThat(last - first).isEqualTo(2 * tolerance);
            assertThat(reason(after(Duration.ofSeconds(last + 1)))).isEqualTo(Reason.TIMESTAMP_TOO_OLD);
            assertThat(reason(after(Duration.ofSeconds(first - 1)))).isEqualTo(Reason.TIMESTAMP_IN_FUTURE);
        }

        private long lastBelieved(int direction) {
            long offset = 0;
            long limit = 2 * trust().tolerance().toSeconds() + 2;
            while (Math.abs(offset) <= limit && believed(after(Duration.ofSeconds(offset + direction)))) {
                offset += direction;
            }
            return offset;
        }

        private Reason reason(RawDelivery delivery) {
            return ((Rejected) verdict(delivery)).reason();
        }
    }

    @Nested
    @DisplayName("a provider whose vendor does not sign a timestamp")
    class SignsNoTimestamps {
        @Test
        @DisplayName("does not care when a delivery arrives")
        void hasNoWindow() {
            assume(Capability.REPLAY_WINDOW, false);

            assertThat(verdict(genuine().withReceivedAt(Instant.EPOCH))).isEqualTo(verdict(genuine()));
        }
    }

    @Nested
    @DisplayName("a provider whose vendor can send a bearer token")
    class Bearer {
        private static final String TOKEN = "contract-bearer-token";

        @Test
        @DisplayName("needs the token as well as the signature once one is set")
        void needsBoth() {
            assume(Capability.BEARER, true);
            TrustPolicy both = trust().andBearer(Secret.of(TOKEN));
            RawDelivery complete = Deliveries.with(genuine(), "Authorization", "Bearer " + TOKEN);

            assertThat(provider().verify(complete, both)).isInstanceOf(Verified.class);
            assertThat(provider().verify(genuine(), both)).isInstanceOf(Rejected.class);
            assertThat(provider().verify(Deliveries.truncated(complete), both)).isInstanceOf(Rejected.class);
        }

        @Test
        @DisplayName("refuses a bearer token in the policy when the vendor sends none")
        void refusesWhatNeverComes() {
            assume(Capability.BEARER, false);

            assertThatThrownBy(() -> provider().verifier(trust().andBearer(Secret.of(TOKEN))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    @DisplayName("a provider that calls its vendor")
    class Calls {
        private final Unreachable transport = new Unreachable();

        @Test
        @DisplayName("says what to do instead when the vendor has no sample event, without calling it")
        void hasAnAlternative() {
            assume(Capability.TEST_EVENT, false);
            TestResult result = provider().test(TestRequest.of(anyType()), account(transport));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            TestResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.alternative()).isNotBlank());
            assertThat(transport.calls()).isZero();
        }

        @Test
        @DisplayName("refuses a sample of a type that the vendor does not document, before any call")
        void refusesUnknownSamples() {
            assume(Capability.TEST_EVENT, true);

            assertThatThrownBy(() -> provider().test(TestRequest.of("no.such.type"), account(transport)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(transport.calls()).isZero();
        }

        @Test
        @DisplayName("refuses to make a secret that nobody would keep, before any call")
        void refusesToLoseSecrets() {
            assume(Capability.SECRET_SHOWN_ONCE, true);
            EndpointRequest request = EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/x"));

            assertThatThrownBy(() -> provider().configure(request, account(transport)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(transport.calls()).isZero();
        }

        @Test
        @DisplayName("refuses an event type that the vendor does not document, before any call")
        void refusesUnknownTypes() {
            EndpointRequest request = EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/x"))
                    .withEventTypes(Set.of("no.such.type"))
                    .withSecretSink((endpoint, secret) -> {});

            assertThatThrownBy(() -> provider().configure(request, account(transport)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(transport.calls()).isZero();
        }

        private String anyType() {
            return provider().eventTypes().stream().sorted().findFirst().orElseThrow();
        }
    }
}
