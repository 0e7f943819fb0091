package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import dev.anyhook.WebhookEvent;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.JobReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim is only ever a reason to ask the vendor. */
class ConfirmationTest {
    private final MovableClock clock = new MovableClock();
    private final WatchedInbox inbox = new WatchedInbox();
    private final ScriptedJobs vendor = new ScriptedJobs();
    private final Seen seen = new Seen();

    private WebhookReceiver receiver() {
        return Receivers.confirming(inbox, clock, vendor)
                .on(EventFilter.any(), seen)
                .build();
    }

    @Test
    void handsOnWhatTheVendorSaysWhenItAgrees() throws Exception {
        vendor.says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            Seen.Call call = seen.next();
            assertThat(call.trust()).isEqualTo(Trust.CONFIRMED);
            assertThat(call.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(call.attempt()).as("counted anew").isEqualTo(1);
            assertThat(call.event().payload())
                    .isEqualTo(ClaimingVendor.reading("j1", "SUCCEEDED").payload());
            assertThat(call.event().type()).isEqualTo("read");
            assertThat(vendor.asked).containsExactly("j1");
        }
    }

    @Test
    void happensAfterTheAnswer() throws Exception {
        var answered = new CountDownLatch(1);
        vendor.does(jobId -> {
            try {
                answered.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Optional.of(ClaimingVendor.reading(jobId, "SUCCEEDED"));
        });
        try (var receiver = receiver()) {
            assertThat(answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED")))
                    .isEqualTo(Acknowledgement.ACCEPTED);

            answered.countDown();
            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
        }
    }

    @Test
    void replacesAFalseClaimByTheTruth() throws Exception {
        vendor.says("FAILED");
        try (var logs = LogBook.open();
                var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(seen.next().state()).isEqualTo(JobState.FAILED);
            assertThat(logs.with("says SUCCEEDED, the vendor says FAILED; the vendor counts"))
                    .hasSize(1);
            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Confirmed.class);
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());

            answer(receiver, Deliveries.claim(CLAIMED, "j1", "RUNNING"));
            inbox.settled();
            assertThat(seen.rest()).as("the end was told").isEmpty();
        }
    }

    @Test
    void knowsWhatItReadWhenItIsToldTheSameLater() throws Exception {
        vendor.says("FAILED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            seen.next();

            assertThat(answer(receiver, Deliveries.claim(CLAIMED, "j1", "FAILED")))
                    .as("reading and receiving one outcome give one id")
                    .isEqualTo(Acknowledgement.DUPLICATE);
            assertThat(vendor.asked).hasSize(1);
        }
    }

    @Test
    void asksAgainWithTheVendorsBackOffWhileTheJobRuns() throws Exception {
        vendor.says("RUNNING").says("QUEUED").says("RUNNING").says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            for (int seconds : new int[] {2, 4, 8}) {
                assertThat(retryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
                clock.move(Duration.ofSeconds(seconds));
            }
            assertThat(seen.next().state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(vendor.asked).hasSize(4);
        }
    }

    /** The vendor is asked so often, and never says what was claimed. */
    private void unconfirmed(int readings) throws InterruptedException {
        for (int reading = 1; reading <= readings; reading++) {
            retryAt();
            clock.move(Duration.ofSeconds(10));
        }
    }

    private Instant retryAt() throws InterruptedException {
        return ((Settlement.Retry) inbox.settled().as()).at();
    }

    @Test
    void parksAClaimThatTheVendorNeverComesToAgreeWith() throws Exception {
        vendor.says("RUNNING");
        try (var logs = LogBook.open();
                var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            unconfirmed(ScriptedJobs.SCHEDULE.readings() - 1);

            String why = "not confirmed in 8 readings: the vendor says that the job is RUNNING ('RUNNING')";
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Dead(why));
            assertThat(logs.await("is given up at attempt 8").text()).endsWith(why);
            assertThat(inbox.memory.parked()).extracting(IncomingEvent::trust).containsExactly(Trust.CLAIMED);
            assertThat(seen.rest()).isEmpty();
        }
    }

    @Test
    void isNotShutOutByAClaimThatCameBeforeItsTime() throws Exception {
        for (int reading = 1; reading <= 6; reading++) {
            vendor.knowsNoSuchJob();
        }
        vendor.says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            unconfirmed(5);
            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Dead.class);

            assertThat(answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED")))
                    .isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(seen.next().state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void soonStopsAskingAboutAJobThatTheVendorDoesNotKnow() throws Exception {
        vendor.knowsNoSuchJob();
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "invented", "SUCCEEDED"));
            for (int seconds : new int[] {2, 4, 8, 10, 10}) {
                assertThat(retryAt()).isEqualTo(clock.instant().plusSeconds(seconds));
                clock.move(Duration.ofSeconds(seconds));
            }

            assertThat(inbox.settled().as())
                    .isEqualTo(new Settlement.Dead("not confirmed in 6 readings: the vendor knows no such job"));
            assertThat(vendor.asked).hasSize(6).containsOnly("invented");
        }
    }

    @Test
    void waitsAsLongAsAVendorInTroubleAsks() throws Exception {
        vendor.isDown(Duration.ofMinutes(3))
                .isDown(Duration.ofMillis(1))
                .isDown(Duration.ofDays(400))
                .says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(deferredTo())
                    .as("behind who waits for the vendor since")
                    .isEqualTo(clock.instant().plus(Duration.ofMinutes(3)).plusSeconds(2));
            clock.move(Duration.ofMinutes(3).plusSeconds(2));
            assertThat(deferredTo())
                    .as("never sooner than its schedule")
                    .isEqualTo(clock.instant().plusSeconds(4 + 2));
            clock.move(Duration.ofSeconds(4 + 2));
            assertThat(deferredTo())
                    .as("not for ever")
                    .isEqualTo(clock.instant().plus(Duration.ofDays(1)).plusSeconds(2));
            clock.move(Duration.ofDays(1).plusSeconds(2));
            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
        }
    }

    private Instant deferredTo() throws InterruptedException {
        return ((Settlement.Deferred) inbox.settled().as()).at();
    }

    /** Whoever sends once and never again must not lose an event because the same vendor's API was down for an hour. */
    @Test
    void doesNotCountReadingsThatFailedForAReasonOfTheVendors() throws Exception {
        int failures = 3 * ScriptedJobs.SCHEDULE.readings();
        for (int i = 0; i < failures; i++) {
            vendor.isDown(Duration.ZERO);
        }
        vendor.says("SUCCEEDED");
        try (var logs = LogBook.open();
                var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            var pauses = new ArrayList<Duration>();
            for (int i = 0; i < failures; i++) {
                pauses.add(Duration.between(clock.instant(), deferredTo()));
                clock.move(pauses.get(i));
            }
            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
            assertThat(pauses).startsWith(Duration.ofSeconds(4), Duration.ofSeconds(6), Duration.ofSeconds(10));
            assertThat(pauses).endsWith(Duration.ofSeconds(302)).isSorted();
            assertThat(logs.with("its vendor cannot be asked about claims, which wait until"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403})
    void waitsForWhoeverShutTheReceiverOut(int status) throws Exception {
        vendor.fails(refusal(status)).says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            clock.move(Duration.between(clock.instant(), deferredTo()));
            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
        }
    }

    /** Whoever knows the URL can make up jobs, of which one may be too much for the vendor, again and again. */
    @Test
    void asksAboutOthersBeforeItAsksAgainAboutWhatFailed() throws Exception {
        vendor.does(jobId -> {
            if (jobId.equals("j1")) {
                return Optional.of(ClaimingVendor.reading(jobId, "SUCCEEDED"));
            }
            throw down(Duration.ZERO);
        });
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "made up", "SUCCEEDED"));
            for (int failures = 1; failures < 8; failures++) {
                clock.move(Duration.between(clock.instant(), deferredTo()));
            }
            Instant again = deferredTo();
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            Instant end = deferredTo();
            vendor.asked.clear();

            assertThat(end).isBefore(again);
            clock.move(Duration.between(clock.instant(), end));
            assertThat(seen.next().event().job().jobId()).isEqualTo("j1");
            assertThat(vendor.asked).startsWith("j1");
        }
    }

    private static WebhookException down(Duration retryAfter) {
        return WebhookException.during(ClaimingVendor.ID, "read job")
                .message("the vendor answered 503")
                .httpStatus(503)
                .retryable(true)
                .retryAfter(retryAfter)
                .build();
    }

    @Test
    void countsReadingsThatFailBecauseOfTheJob() throws Exception {
        vendor.fails(refusal(400));
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            unconfirmed(ScriptedJobs.SCHEDULE.readings() - 1);

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Dead.class);
        }
    }

    private static WebhookException refusal(int status) {
        return WebhookException.during(ClaimingVendor.ID, "read job")
                .message("the vendor answered " + status)
                .httpStatus(status)
                .build();
    }

    @Test
    void doesNotWaitForAVendorForLongerThanADayHoweverManyWait() throws Exception {
        int claims = 20;
        vendor.isDown(Duration.ofDays(1)).isDown(Duration.ZERO);
        try (var receiver = Receivers.confirming(inbox, clock, vendor)
                .lease(Duration.ofDays(1))
                .build()) {
            for (int i = 0; i < claims; i++) {
                answer(receiver, Deliveries.claim(CLAIMED, "j" + i, "SUCCEEDED"));
                deferredTo();
            }
            clock.move(Duration.ofDays(1));

            int givenUp = 0;
            for (int settled = 0; settled < claims * ScriptedJobs.SCHEDULE.readings(); settled++) {
                givenUp += inbox.settled().as() instanceof Settlement.Dead ? 1 : 0;
                clock.move(Duration.ofMinutes(10));
            }
            assertThat(givenUp).isEqualTo(claims);
        }
    }

    @Test
    void asksAVendorInTroubleForOneClaimAndNotForAll() throws Exception {
        vendor.isDown(Duration.ofMinutes(1)).says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            deferredTo();
            answer(receiver, Deliveries.claim(CLAIMED, "j2", "SUCCEEDED"));

            assertThat(deferredTo()).isEqualTo(clock.instant().plusSeconds(60));
            assertThat(vendor.asked).containsExactly("j1");
            clock.move(Duration.ofSeconds(62));
            seen.next();
            seen.next();
            assertThat(vendor.asked).hasSize(3);
        }
    }

    @Test
    void isNotEndedByAVendorThatForgetsAJobForAMoment() throws Exception {
        for (int reading = 1; reading < 6; reading++) {
            vendor.says("RUNNING");
        }
        vendor.knowsNoSuchJob().says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            unconfirmed(6);

            assertThat(seen.next().state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void survivesAReaderThatIsBroken() throws Exception {
        vendor.fails(new NullPointerException()).says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(inbox.settled().as())
                    .isEqualTo(new Settlement.Retry(
                            clock.instant().plusSeconds(2),
                            "reading the job failed with java.lang.NullPointerException"));
            clock.move(Duration.ofSeconds(2));
            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
        }
    }

    @Test
    void isNotEndedByAReaderThatOnceRefusesToAsk() throws Exception {
        vendor.fails(new IllegalArgumentException("a job id is a number\nFORGED"))
                .says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(inbox.settled().as())
                    .isEqualTo(new Settlement.Retry(
                            clock.instant().plusSeconds(2),
                            "the job cannot be asked about: a job id is a number FORGED"));
            clock.move(Duration.ofSeconds(2));
            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
        }
    }

    @Test
    void parksAClaimAboutAJobThatCannotBeInTheEnd() throws Exception {
        vendor.fails(new IllegalArgumentException("a job id is a number"));
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "../admin", "SUCCEEDED"));
            unconfirmed(ScriptedJobs.SCHEDULE.readings() - 1);

            assertThat(inbox.settled().as())
                    .isEqualTo(new Settlement.Dead(
                            "not confirmed in 8 readings: the job cannot be asked about:" + " a job id is a number"));
        }
    }

    @Test
    void believesThatAJobRunsWhenTheVendorSaysSo() throws Exception {
        vendor.says("RUNNING");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "QUEUED"));

            assertThat(seen.next().state()).isEqualTo(JobState.RUNNING);
        }
    }

    /** The true callback would count as a repetition of a claim that was confirmed as less. */
    @Test
    void waitsForAVendorThatIsBehindWhatWasClaimed() throws Exception {
        vendor.says("QUEUED").says("RUNNING");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "RUNNING"));

            retryAt();
            clock.move(Duration.ofSeconds(2));
            assertThat(seen.next().state()).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void doesNotTakeAWordThatNobodyKnowsForOneThatIsKnown() throws Exception {
        vendor.says("RUNNING").says("cancelled");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "cancelled"));

            retryAt();
            clock.move(Duration.ofSeconds(2));
            Seen.Call call = seen.next();
            assertThat(call.state()).isEqualTo(JobState.UNKNOWN);
            assertThat(call.event().job().vendorState()).isEqualTo("cancelled");
        }
    }

    @Test
    void asksAsOftenAgainAboutAClaimThatIsMadeAgain() throws Exception {
        vendor.says("RUNNING");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            unconfirmed(ScriptedJobs.SCHEDULE.readings() - 2);
            retryAt();

            assertThat(answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED")))
                    .isEqualTo(Acknowledgement.DUPLICATE);
            for (int reading = 1; reading < ScriptedJobs.SCHEDULE.readings(); reading++) {
                clock.move(Duration.ofSeconds(10));
                retryAt();
            }
            clock.move(Duration.ofSeconds(10));

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Dead.class);
        }
    }

    @Test
    void isNotGivenUpOverAClaimThatIsMadeAgainMeanwhile() throws Exception {
        var asked = new CountDownLatch(1);
        var madeAgain = new CountDownLatch(1);
        for (int reading = 1; reading < 6; reading++) {
            vendor.knowsNoSuchJob();
        }
        vendor.does(jobId -> {
            asked.countDown();
            try {
                madeAgain.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Optional.empty();
        });
        vendor.says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            unconfirmed(5);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            madeAgain.countDown();

            assertThat(seen.next().state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    /** Reading what a vendor says may be what ended the process, each time. */
    @Test
    void doesNotAskOnAndOnWhenNothingComesOfIt() throws Exception {
        vendor.says("SUCCEEDED");
        JobUpdate job = TestEvents.job("j1", JobState.SUCCEEDED);
        var claim = new WebhookEvent(
                ClaimingVendor.ID, CLAIMED, ClaimingVendor.idOf(job), "told", null, job, Payload.empty());
        inbox.append(new IncomingEvent(claim, Trust.CLAIMED, clock.instant()));
        for (int i = 0; i < ScriptedJobs.SCHEDULE.readings() + 3; i++) {
            inbox.memory.settle(
                    inbox.memory
                            .claim(1, clock.instant(), Duration.ofMinutes(1))
                            .get(0),
                    new Settlement.Retry(clock.instant(), "as if the lease had run out"));
        }
        try (var receiver = receiver()) {
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Dead("handed out 11 times, and never settled"));
            assertThat(receiver.isOpen()).isTrue();
        }
        assertThat(vendor.asked).isEmpty();
    }

    @Test
    void isTriedAgainWhenTheProviderFailsToSayWhetherItCanAsk() throws Exception {
        var broken = new AtomicBoolean();
        var provider = new ClaimingVendor(vendor.says("SUCCEEDED")) {
            @Override
            public Optional<JobReader> jobs() {
                if (broken.get()) {
                    throw new IllegalStateException("a bug");
                }
                return super.jobs();
            }
        };
        try (var receiver = WebhookReceiver.builder()
                .inbox(inbox)
                .clock(clock)
                .endpoint(CLAIMED, provider, TrustPolicy.urlToken(Deliveries.TOKEN), Receivers.ACCOUNT)
                .build()) {
            broken.set(true);
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Retry.class);
        }
    }

    @Test
    void takesAnEndFromTheVendorEvenWhenLessWasClaimed() throws Exception {
        vendor.says("DEGRADED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "RUNNING"));

            assertThat(seen.next().state()).isEqualTo(JobState.DEGRADED);
        }
    }

    @Test
    void handsOnAWordThatNobodyKnowsWhenTheVendorUsesItToo() throws Exception {
        vendor.says("archived");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "archived"));

            Seen.Call call = seen.next();
            assertThat(call.trust()).isEqualTo(Trust.CONFIRMED);
            assertThat(call.state()).isEqualTo(JobState.UNKNOWN);
        }
    }

    @Test
    void asksAgainWhenTheVendorUsesAWordThatNobodyKnowsForSomethingElse() throws Exception {
        vendor.says("archived").says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            var retry = (Settlement.Retry) inbox.settled().as();
            assertThat(retry.why()).isEqualTo("the vendor says that the job is UNKNOWN ('archived')");
            clock.move(Duration.ofSeconds(2));
            assertThat(seen.next().state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void leavesAClaimAboutNoJobAClaim() throws Exception {
        vendor.says("SUCCEEDED");
        try (var receiver = receiver()) {
            answer(
                    receiver,
                    Deliveries.to("/webhooks/" + CLAIMED + "/" + Deliveries.TOKEN.reveal(), CLAIMED, "not JSON"));

            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
            assertThat(seen.rest()).isEmpty();
            assertThat(vendor.asked).isEmpty();
        }
    }

    @Test
    void staysOutOfWhatIsSigned() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .endpoint(
                        CLAIMED, new ClaimingVendor(vendor), TrustPolicy.urlToken(Deliveries.TOKEN), Receivers.ACCOUNT)
                .on(EventFilter.any(), seen)
                .build()) {
            answer(receiver, Deliveries.signed(Receivers.SIGNED, "evt_1", "j1", "SUCCEEDED"));

            assertThat(seen.next().trust()).isEqualTo(Trust.SIGNED);
            assertThat(vendor.asked).isEmpty();
        }
    }
}
