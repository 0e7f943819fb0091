package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which handlers are called, with what, and how often. */
class HandlersTest {
    private final MovableClock clock = new MovableClock();
    private final WatchedInbox inbox = new WatchedInbox();
    private final Seen seen = new Seen();

    @Test
    void areCalledOnceForAnEvent() throws Exception {
        try (var receiver =
                Receivers.signed(inbox, clock).on(EventFilter.any(), seen).build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED"));

            Seen.Call call = seen.next();
            assertThat(call.event().id()).isEqualTo("evt_1");
            assertThat(call.trust()).isEqualTo(Trust.SIGNED);
            assertThat(call.attempt()).isEqualTo(1);
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
            assertThat(seen.rest()).isEmpty();
        }
    }

    @Test
    void whoLackAnEndOfAJobMakeALineInTheLogForIt() throws Exception {
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(inbox, clock)
                        .on(EventFilter.any().inState(JobState.SUCCEEDED), seen)
                        .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "RUNNING"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_2", "j1", "DEGRADED"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_3", "j2", "SUCCEEDED"));
            inbox.settled();
            inbox.settled();
            inbox.settled();

            assertThat(logs.with("no handler wants"))
                    .extracting(LogBook.Line::text)
                    .containsExactly("endpoint " + SIGNED
                            + ": the end of a job (job.DEGRADED) counts as handled, but no handler wants it");
        }
    }

    @Test
    void whoAreMissingOrAskForAnEndpointThatIsNotThereMakeALineAsWell() {
        try (var logs = LogBook.open()) {
            Receivers.signed(inbox, clock).build().close();
            Receivers.signed(new WatchedInbox(), clock)
                    .on(EventFilter.any().ofEndpoint("acme-lvie"), seen)
                    .build()
                    .close();

            assertThat(logs.with("has no handlers")).hasSize(1);
            assertThat(logs.with("a handler wants the events of endpoint acme-lvie, which this receiver does not have"))
                    .hasSize(1);
        }
    }

    @Test
    void getWhatTheirFilterAsksForAndNothingElse() throws Exception {
        var calls = new CopyOnWriteArrayList<String>();
        try (var receiver = Receivers.signed(inbox, clock)
                .endpoint("acme-staging", new HmacVendor(), TrustPolicy.signedWith(Secret.of("another secret")))
                .on(EventFilter.any(), event -> calls.add("any"))
                .on(EventFilter.any().ofProvider("acme"), event -> calls.add("vendor"))
                .on(EventFilter.any().ofProvider("hearsay"), event -> calls.add("other vendor"))
                .on(EventFilter.any().ofEndpoint(SIGNED), event -> calls.add("endpoint"))
                .on(EventFilter.any().ofEndpoint("acme-staging"), event -> calls.add("other endpoint"))
                .on(EventFilter.any().ofType("job.SUCCEEDED"), event -> calls.add("type"))
                .on(EventFilter.any().ofType("job.FAILED"), event -> calls.add("other type"))
                .on(JobState.SUCCEEDED, event -> calls.add("state"))
                .on(JobState.SUCCEEDED, (event, handling) -> calls.add("state, " + handling.trust()))
                .on(JobState.FAILED, event -> calls.add("other state"))
                .on(EventFilter.any().trusting(Trust.CLAIMED), event -> calls.add("less trust"))
                .on(EventFilter.any().trusting(Trust.SIGNED), event -> calls.add("signed"))
                .on(EventFilter.any().ofType("job.SUCCEEDED").inState(JobState.FAILED), event -> calls.add("both"))
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED"));
            inbox.settled();

            assertThat(calls)
                    .containsExactly(
                            "any", "vendor", "endpoint", "type", "state", "state, SIGNED", "less trust", "signed");
        }
    }

    @Test
    void ofAJobStateGetNothingThatTellsOfNoJob() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .on(EventFilter.any().inState(JobState.SUCCEEDED), seen)
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
            assertThat(seen.rest()).isEmpty();
        }
    }

    @Test
    void getNoClaimUnlessTheyAskForItByName() throws Exception {
        var claims = new Seen();
        try (var logs = LogBook.open();
                var receiver = Receivers.believingNobody(inbox, clock, new ScriptedJobs().says("SUCCEEDED"))
                        .on(EventFilter.any(), seen)
                        .on(EventFilter.any().trusting(Trust.SIGNED), seen)
                        .on(EventFilter.any().ofEndpoint(CLAIMED).trusting(Trust.CLAIMED), claims)
                        .build()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            inbox.settled();

            assertThat(claims.next().trust()).isEqualTo(Trust.CLAIMED);
            assertThat(seen.rest()).isEmpty();
            assertThat(logs.with("nothing can confirm it")).isEmpty();
        }
    }

    @Test
    void whoTakeNoClaimsWhereNothingCanConfirmAnyMakeALineFromTheBeginning() {
        String line = "takes claims that nothing here can confirm, and no handler takes mere claims";
        var jobs = new ScriptedJobs();
        EventFilter claims = EventFilter.any().trusting(Trust.CLAIMED);
        try (var logs = LogBook.open()) {
            Receivers.believingNobody(new WatchedInbox(), clock, jobs)
                    .on(claims, seen)
                    .build()
                    .close();
            Receivers.believingNobody(new WatchedInbox(), clock, jobs)
                    .on(claims.ofEndpoint(CLAIMED).ofProvider("hearsay"), seen)
                    .build()
                    .close();
            Receivers.confirming(new WatchedInbox(), clock, jobs)
                    .on(EventFilter.any(), seen)
                    .build()
                    .close();
            assertThat(logs.with(line)).isEmpty();

            Receivers.believingNobody(new WatchedInbox(), clock, jobs)
                    .on(EventFilter.any(), seen)
                    .build()
                    .close();
            Receivers.believingNobody(new WatchedInbox(), clock, jobs)
                    .on(claims.ofEndpoint("elsewhere"), seen)
                    .on(claims.ofProvider("acme"), seen)
                    .build()
                    .close();
            assertThat(logs.with("endpoint hearsay-live " + line)).hasSize(2);
        }
    }

    @Test
    void whenNoneTakesAClaimThatNothingCanConfirmThatIsLogged() throws Exception {
        try (var logs = LogBook.open();
                var receiver = Receivers.believingNobody(inbox, clock, new ScriptedJobs().says("SUCCEEDED"))
                        .on(EventFilter.any(), seen)
                        .build()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
            assertThat(seen.rest()).isEmpty();
            assertThat(logs.with("endpoint hearsay-live: a claim (told) is kept, but nothing can confirm it"))
                    .hasSize(1);
        }
    }

    @Test
    void floodedWithClaimsLogNoMoreThanTenLinesASecond() throws Exception {
        try (var logs = LogBook.open();
                var receiver = Receivers.believingNobody(inbox, clock, new ScriptedJobs())
                        .build()) {
            for (int i = 0; i < 30; i++) {
                answer(receiver, aboutNoJob(i));
                inbox.settled();
            }
            assertThat(logs.with("nothing can confirm it")).hasSize(10);

            clock.move(Duration.ofSeconds(1));
            answer(receiver, aboutNoJob(30));
            inbox.settled();
            assertThat(logs.with("20 more lines about claims (hearsay-live) than were logged"))
                    .hasSize(1);
        }
    }

    private static RawDelivery aboutNoJob(int i) {
        String body = "{\"id\":\"" + i + "\",\"type\":\"told\"}";
        return Deliveries.to("/webhooks/" + CLAIMED + "/" + Deliveries.TOKEN.reveal(), CLAIMED, body);
    }

    /** Another receiver of the same inbox may know better, or this one once its configuration is mended. */
    @ParameterizedTest
    @EnumSource(Trust.class)
    void keepWhatIsOfAnEndpointThatTheyDoNotKnow(Trust trust) throws Exception {
        inbox.append(TestEvents.of(trust, "evt_1", "j1", JobState.SUCCEEDED));
        for (int i = 0; i < RetryPolicy.STANDARD.attempts(); i++) {
            inbox.memory.settle(
                    inbox.memory
                            .claim(1, clock.instant(), Duration.ofMinutes(1))
                            .get(0),
                    new Settlement.Retry(clock.instant(), "the vendor says that it still runs"));
        }
        try (var receiver = Receivers.signed(inbox, clock)
                .on(EventFilter.any().ofEndpoint(SIGNED).trusting(Trust.CLAIMED), seen)
                .build()) {
            for (int i = 0; i < 2; i++) {
                var settled = inbox.settled();
                assertThat(settled.as())
                        .isEqualTo(new Settlement.Deferred(
                                clock.instant().plusSeconds(60),
                                "this receiver has no such endpoint, and no handler that wants its events"));
                assertThat(settled.lease().attempt())
                        .as("whoever can ask finds its attempts as they were")
                        .isEqualTo(RetryPolicy.STANDARD.attempts() + 1);
                clock.move(Duration.ofMinutes(1));
            }
            inbox.settled();
            clock.move(Duration.ofDays(1));

            assertThat(inbox.settled().as())
                    .isInstanceOf(trust == Trust.CLAIMED ? Settlement.Dead.class : Settlement.Deferred.class);
            assertThat(receiver.isOpen()).isTrue();
        }
        assertThat(seen.rest()).isEmpty();
    }

    @Test
    void ofAJobStateAreNeverTakenBackFromItsEnd() throws Exception {
        var running = new Seen();
        try (var receiver = Receivers.signed(inbox, clock)
                .on(EventFilter.any(), seen)
                .on(EventFilter.any().inState(JobState.RUNNING), running)
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_2", "j1", "SUCCEEDED"));
            inbox.settled();
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "RUNNING"));
            inbox.settled();

            assertThat(seen.next().late()).isFalse();
            Seen.Call late = seen.next();
            assertThat(late.state()).isEqualTo(JobState.RUNNING);
            assertThat(late.late()).isTrue();
            assertThat(running.rest()).isEmpty();
        }
    }

    @Test
    void getTheFirstEndOfAJobOnlyAndAContradictionIsLogged() throws Exception {
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(inbox, clock)
                        .on(EventFilter.any(), seen)
                        .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_2", "j1", "SUCCEEDED"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_3", "j1", "FAILED"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_4", "j2", "FAILED"));
            inbox.settled();
            inbox.settled();

            assertThat(List.of(seen.next(), seen.next()))
                    .extracting(call -> call.event().id())
                    .containsExactlyInAnyOrder("evt_1", "evt_4");
            assertThat(seen.rest()).isEmpty();
            assertThat(logs.with("job j1 ended SUCCEEDED and now FAILED; the first counts"))
                    .hasSize(1);
            assertThat(logs.with("job j1 ended SUCCEEDED and now SUCCEEDED")).isEmpty();
        }
    }

    @Test
    void learnTheCircumstances() throws Exception {
        var circumstances = new CompletableFuture<List<Object>>();
        try (var receiver = Receivers.signed(inbox, clock)
                .on(
                        EventFilter.any(),
                        (event, handling) -> circumstances.complete(List.of(
                                handling.trust(),
                                handling.receivedAt(),
                                handling.attempt(),
                                handling.isLate(),
                                handling.resource(Instant.class))))
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(circumstances.get(20, TimeUnit.SECONDS))
                    .containsExactly(Trust.SIGNED, MovableClock.START, 1, false, Optional.empty());
        }
    }
}
