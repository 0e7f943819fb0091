package dev.anyhook.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.Secret;
import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import dev.anyhook.e2e.Application.Handled;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.simulators.VendorSimulator;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult.Requested;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five endpoints of three vendors behind one receiver, over real HTTP from the vendor's first call to the handler. */
class MixedVendorsTest {
    private final MovableClock clock = MovableClock.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
    private final DiffioSimulator diffio = DiffioSimulator.start(clock);
    private final SiviSimulator sivi = SiviSimulator.start(clock);
    private final NexioSimulator live = NexioSimulator.start(clock);
    private final NexioSimulator dev = NexioSimulator.start(clock, "dev");
    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final Secret token = Secret.of("tok-1234567890abcdefghij");
    private Application application;

    @BeforeEach
    void configureEveryVendor() {
        configureDiffio("diffio-live", "live");
        configureDiffio("diffio-test", "test");
        configureNexio("nexio-live", live);
        configureNexio("nexio-dev", dev);
        WebhookProviders.load("sivi").configure(to("sivi").withUrlToken(token), account(sivi));
        application = new Application(
                InMemoryInbox.create(),
                clock,
                receiver -> receiver.endpoint("diffio-live", WebhookProviders.load("diffio"), trust("diffio-live"))
                        .endpoint("diffio-test", WebhookProviders.load("diffio"), trust("diffio-test"))
                        .endpoint("nexio-live", WebhookProviders.load("nexio"), trust("nexio-live"))
                        .endpoint("nexio-dev", WebhookProviders.load("nexio"), trust("nexio-dev"))
                        .endpoint("sivi", WebhookProviders.load("sivi"), TrustPolicy.urlToken(token), account(sivi)));
        vendors().forEach(vendor -> vendor.deliverVia(application.uri()));
    }

    @AfterEach
    void stop() {
        application.close();
        vendors().forEach(VendorSimulator::close);
    }

    @Test
    void everyVendorsOutcomeReachesTheHandlerOnce() throws InterruptedException {
        for (VendorSimulator vendor : vendors()) {
            String job = vendor.submit();
            if (vendor == diffio) {
                assertThat(application.next().event().type()).isEqualTo("generation.queued");
            }

            vendor.moveTo(job, vendor == sivi ? "complete" : "completed");

            Handled done = application.next();
            assertThat(done.event().job()).isNotNull();
            assertThat(done.event().job().jobId()).isEqualTo(job);
            assertThat(done.event().job().state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(done.trust()).isEqualTo(vendor == sivi ? Trust.CONFIRMED : Trust.SIGNED);
        }
        assertThat(application.closeAndDrain()).isEmpty();
    }

    @Test
    void aSampleArrivesUnderTheIdThatTheVendorPromised() throws InterruptedException {
        var requested = (Requested) WebhookProviders.load("diffio")
                .test(TestRequest.of("generation.failed"), account(diffio).with("mode", "test"));

        Handled sample = application.next();

        assertThat(sample.event().id()).isEqualTo(requested.eventId());
        assertThat(sample.event().endpoint()).isEqualTo("diffio-test");
    }

    @Test
    void aDeliveryForOneEnvironmentIsNotBelievedInAnother() {
        Attempt genuine = finish(dev);

        Attempt astray = live.deliveries().forge(genuine.sent().withTarget("/webhooks/nexio-live"));

        assertThat(genuine.status()).isEqualTo(200);
        assertThat(astray.status()).isEqualTo(401);
    }

    @Test
    void sixtyFourParallelCopiesAreHandledOnce() throws Exception {
        Attempt genuine = finish(live);
        var senders = Executors.newFixedThreadPool(16);
        try {
            var copies = new ArrayList<Future<Attempt>>();
            IntStream.range(0, 64)
                    .forEach(i ->
                            copies.add(senders.submit(() -> live.deliveries().replay(genuine))));
            for (var copy : copies) {
                assertThat(copy.get().status()).isEqualTo(200);
            }
        } finally {
            senders.shutdownNow();
        }

        assertThat(application.next().event().payload().size()).isPositive();
        assertThat(application.closeAndDrain()).isEmpty();
    }

    @Test
    void whatWasRefusedInAnOutageComesAgainByTheVendorsSchedule() throws InterruptedException {
        vendors().forEach(vendor -> vendor.deliverVia(URI.create("http://127.0.0.1:1")));
        diffio.submit();
        assertThat(last(diffio).succeeded()).isFalse();
        vendors().forEach(vendor -> vendor.deliverVia(application.uri()));

        clock.advance(Duration.ofSeconds(5));
        diffio.deliveries().deliverDue();

        assertThat(last(diffio).status()).isEqualTo(200);
        assertThat(application.next().event().type()).isEqualTo("generation.queued");
    }

    @Test
    void aRotationLosesNothing() throws InterruptedException {
        WebhookProviders.load("nexio")
                .endpoints()
                .orElseThrow()
                .rotateSecret(live.endpointIds().get(0), (id, secret) -> secrets.put("rotated", secret), account(live));

        assertThat(finish(live).status()).isEqualTo(200);
        assertThat(application.next().event().endpoint()).isEqualTo("nexio-live");
        assertThat(secrets.get("rotated")).isNotNull().isNotEqualTo(secrets.get("nexio-live"));
    }

    private Attempt finish(NexioSimulator vendor) {
        vendor.moveTo(vendor.submit(), "completed");
        return last(vendor);
    }

    private static Attempt last(VendorSimulator vendor) {
        List<Attempt> all = vendor.deliveries().attempts();
        return all.get(all.size() - 1);
    }

    private List<VendorSimulator> vendors() {
        return List.of(diffio, live, dev, sivi);
    }

    private void configureDiffio(String endpoint, String mode) {
        var result = (ActionRequired) WebhookProviders.load("diffio")
                .configure(to(endpoint), account(diffio).with("mode", mode));
        secrets.put(endpoint, Secret.of(diffio.secretFromPortal(result.endpointId())));
    }

    private void configureNexio(String endpoint, NexioSimulator vendor) {
        WebhookProviders.load("nexio")
                .configure(to(endpoint).withSecretSink((id, secret) -> secrets.put(endpoint, secret)), account(vendor));
    }

    private TrustPolicy trust(String endpoint) {
        return TrustPolicy.signedWith(secrets.get(endpoint));
    }

    private static EndpointRequest to(String endpoint) {
        return EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/" + endpoint));
    }

    private static VendorAccount account(VendorSimulator vendor) {
        return VendorAccount.of(Secret.of(vendor.apiKey())).at(vendor.api());
    }
}
