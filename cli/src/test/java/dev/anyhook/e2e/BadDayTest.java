package dev.anyhook.e2e;

import static dev.anyhook.testkit.vendors.VendorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobUpdate;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.RetryPolicy;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProviders;
import dev.anyhook.testkit.vendors.BadDay;
import dev.anyhook.testkit.vendors.Outcome;
import dev.anyhook.testkit.vendors.Trouble;
import dev.anyhook.testkit.vendors.Truth;
import dev.anyhook.testkit.vendors.Vendors;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our own receiver on bad days, as users test theirs. */
class BadDayTest {
    private static final Secret TOKEN = Secret.of("tok-1234567890abcdefghij");

    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private WebhookReceiver receiver;
    private HttpReceiver http;

    @AfterEach
    void stop() {
        http.close();
        receiver.close();
    }

    @Nested
    class OnTheSystemsClock {
        /**
         * A vendor whose API fails is asked again after 5 s, 10 s and 20 s; with the vendors' clock that takes no time.
         */
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        @RegisterExtension
        final Vendors vendors = Vendors.simulated();

        @RepeatedTest(3)
        void doesEverythingOnce() {
            start(vendors, InstantSource.system());
            Truth truth = vendors.live(vendors.badDay().without(Trouble.API_DOWN));

            vendors.eventually(PATIENCE, () -> assertThat(truth).whereTold().wasHandledOnce(outcomes));
            assertThat(vendors.diffio()).thatAreGenuine().wereAcceptedInTheEnd().haveNothingDue();
            assertThat(vendors.nexio()).thatAreGenuine().wereAcceptedInTheEnd().haveNothingDue();
        }

        @Test
        void losesNothingButWhatSiviSendsOnce() {
            start(vendors, InstantSource.system());
            BadDay day = vendors.badDay()
                    .without(
                            Trouble.API_DOWN,
                            Trouble.SILENCE,
                            Trouble.LOSS,
                            Trouble.SERVICE_DOWN,
                            Trouble.SHAPE,
                            Trouble.TAMPERING);
            Truth truth = vendors.live(day);

            vendors.eventually(PATIENCE, () -> assertThat(truth).wasHandledOnce(outcomes));
        }
    }

    @Nested
    class OnTheVendorsClock {
        private final MovableClock clock = MovableClock.startingAt(Instant.parse("2026-11-01T12:00:00Z"));

        @RegisterExtension
        final Vendors vendors = Vendors.simulatedBy(clock);

        @RepeatedTest(3)
        void doesEverythingOnce() {
            start(vendors, clock);
            Truth truth = vendors.live(vendors.badDay());

            vendors.eventually(() -> assertThat(truth).whereTold().wasHandledOnce(outcomes));
        }

        @Test
        void refusesOldDeliveries() {
            start(vendors, clock);
            vendors.diffio().submit();
            var old = vendors.diffio().deliveries().attempts().get(0);
            vendors.pass(Duration.ofMinutes(6));

            assertThat(vendors.diffio().deliveries().replay(old)).wasRefused();
        }
    }

    private void start(Vendors vendors, InstantSource clock) {
        var diffio = Secret.of(vendors.diffio().register(URI.create("https://hooks.example.com/webhooks/diffio")));
        var nexio = Secret.of(vendors.nexio().register(URI.create("https://hooks.example.com/webhooks/nexio")));
        SiviSimulator sivi = vendors.sivi();
        sivi.register(URI.create("https://hooks.example.com/webhooks/sivi/" + TOKEN.reveal()));
        receiver = WebhookReceiver.builder()
                .inbox(InMemoryInbox.create())
                .clock(clock)
                .pollInterval(Duration.ofMillis(10))
                .lease(Duration.ofDays(1))
                .longestHandling(Duration.ofDays(1))
                .retries(new RetryPolicy(10, Duration.ofMillis(20), 2, Duration.ofSeconds(1)))
                .endpoint("diffio", WebhookProviders.load("diffio"), TrustPolicy.signedWith(diffio))
                .endpoint("nexio", WebhookProviders.load("nexio"), TrustPolicy.signedWith(nexio))
                .endpoint(
                        "sivi",
                        WebhookProviders.load("sivi"),
                        TrustPolicy.urlToken(TOKEN),
                        VendorAccount.of(Secret.of(sivi.apiKey())).at(sivi.api()))
                .on(EventFilter.any(), event -> {
                    JobUpdate job = event.job();
                    if (job != null && job.state().isTerminal()) {
                        outcomes.add(new Outcome(job.jobId(), job.state()));
                    }
                })
                .build();
        http = HttpReceiver.start(receiver, HttpOptions.defaults().withPort(0).withClock(clock));
        vendors.deliverVia(http.uri());
    }
}
