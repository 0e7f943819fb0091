package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.anyhook.JobState;
import dev.anyhook.Payload;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Once per event, once per end of a job, first come first served, and never more than there is room for. */
class InMemoryInboxTest {
    private static final Instant NOW = MovableClock.START;
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Settlement DONE = new Settlement.Done();

    private final InMemoryInbox inbox = InMemoryInbox.withCapacity(10, 100);

    private static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }

    private Inbox.Outcome append(IncomingEvent event) {
        return now(inbox.append(event));
    }

    private Lease claim() {
        List<Lease> leases = inbox.claim(1, NOW, LENGTH);
        assertThat(leases).hasSize(1);
        return leases.get(0);
    }

    private static String id(Lease lease) {
        return lease.incoming().event().id();
    }

    private boolean settle(Lease lease, Settlement settlement) {
        return now(inbox.settle(lease, settlement));
    }

    private static Settlement confirmed(String id, String job, JobState state) {
        return new Settlement.Confirmed(TestEvents.event(id, TestEvents.job(job, state), Payload.empty()), NOW);
    }

    @Test
    void keepsAnEventOnceWhateverBecameOfIt() {
        assertThat(append(TestEvents.signed("waits"))).isEqualTo(Inbox.Outcome.STORED);
        assertThat(append(TestEvents.signed("waits"))).isEqualTo(Inbox.Outcome.DUPLICATE);
        Lease lease = claim();
        assertThat(append(TestEvents.signed("waits"))).isEqualTo(Inbox.Outcome.DUPLICATE);
        settle(lease, new Settlement.Retry(NOW.plusSeconds(1), "later"));
        assertThat(append(TestEvents.signed("waits"))).isEqualTo(Inbox.Outcome.DUPLICATE);

        append(TestEvents.signed("done"));
        settle(claim(), DONE);
        assertThat(append(TestEvents.signed("done"))).isEqualTo(Inbox.Outcome.DUPLICATE);

        append(TestEvents.signed("dead"));
        settle(claim(), new Settlement.Dead("broken"));
        assertThat(append(TestEvents.signed("dead"))).isEqualTo(Inbox.Outcome.DUPLICATE);
    }

    @Test
    void takesAClaimAnewOnceItWasGivenUp() {
        IncomingEvent claim = TestEvents.of(Trust.CLAIMED, "c1", "j1", JobState.SUCCEEDED);
        append(claim);
        settle(claim(), new Settlement.Dead("too early"));

        assertThat(append(claim)).isEqualTo(Inbox.Outcome.STORED);
        assertThat(claim().attempt()).isEqualTo(1);
        assertThat(append(claim)).isEqualTo(Inbox.Outcome.DUPLICATE);
    }

    @Test
    void givesOldestFirst() {
        append(TestEvents.signed("a"));
        append(TestEvents.signed("b"));
        append(TestEvents.signed("c"));

        assertThat(id(claim())).isEqualTo("a");
        assertThat(inbox.claim(10, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("b", "c");
    }

    @Test
    void givesARetryItsTurnHoweverManyNewcomersThereAre() {
        append(TestEvents.signed("retried"));
        settle(claim(), new Settlement.Retry(NOW, "at once"));
        append(TestEvents.signed("new0"));
        append(TestEvents.signed("new1"));
        var order = new ArrayList<String>();
        for (int i = 2; i < 6; i++) {
            append(TestEvents.signed("new" + i));
            order.add(id(claim()));
        }

        assertThat(order).containsExactly("new0", "new1", "new2", "retried");
    }

    @Test
    void givesRetriesInTheOrderTheyFallDueAndNotBefore() {
        append(TestEvents.signed("a"));
        append(TestEvents.signed("b"));
        List<Lease> leases = inbox.claim(2, NOW, LENGTH);
        settle(leases.get(0), new Settlement.Retry(NOW.plusSeconds(20), "later"));
        settle(leases.get(1), new Settlement.Retry(NOW.plusSeconds(10), "later"));

        assertThat(inbox.nextDue()).contains(NOW.plusSeconds(10));
        assertThat(inbox.claim(2, NOW.plusSeconds(9), LENGTH)).isEmpty();
        assertThat(inbox.claim(2, NOW.plusSeconds(20), LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("b", "a");
        assertThat(inbox.nextDue()).isEmpty();
    }

    @Test
    void givesBackWhatIsReleasedAsIfNeverClaimed() {
        append(TestEvents.signed("a"));
        append(TestEvents.signed("b"));
        settle(claim(), new Settlement.Released());

        assertThat(inbox.nextDue()).hasValueSatisfying(due -> assertThat(due).isBefore(NOW));
        Lease again = claim();
        assertThat(id(again)).isEqualTo("a");
        assertThat(again.attempt()).isEqualTo(1);
    }

    @Test
    void letsALeaseEndOnlyOnce() {
        append(TestEvents.signed("a"));
        Lease lease = claim();

        assertThat(settle(lease, new Settlement.Retry(NOW, "again"))).isTrue();
        assertThat(settle(lease, DONE)).isFalse();
        Lease second = claim();
        assertThat(settle(lease, DONE)).isFalse();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(settle(second, DONE)).isTrue();
    }

    @Test
    void refusesMoreThanThereIsRoomForUntilThereIsRoom() {
        for (int i = 0; i < 10; i++) {
            append(TestEvents.signed("e" + i));
        }

        assertThatThrownBy(() -> append(TestEvents.signed("e10")))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InboxFullException.class);
        assertThat(append(TestEvents.signed("e3"))).isEqualTo(Inbox.Outcome.DUPLICATE);

        settle(claim(), new Settlement.Dead("what is parked takes no room"));
        assertThat(append(TestEvents.signed("e10"))).isEqualTo(Inbox.Outcome.STORED);
    }

    @Test
    void refusesMoreBytesThanThereIsRoomForUntilThereIsRoom() {
        var small = InMemoryInbox.bounded(10, 10, 1_000);
        now(small.append(TestEvents.sized(Trust.SIGNED, "a", 600)));

        assertThatThrownBy(() -> now(small.append(TestEvents.sized(Trust.SIGNED, "b", 401))))
                .hasCauseInstanceOf(InboxFullException.class);
        now(small.settle(small.claim(1, NOW, LENGTH).get(0), DONE));
        assertThat(now(small.append(TestEvents.sized(Trust.SIGNED, "b", 401)))).isEqualTo(Inbox.Outcome.STORED);
    }

    @Test
    void parksAsMuchAsThereIsRoomForAndSaysWhatItForgets() {
        var small = InMemoryInbox.bounded(10, 10, 1_000);
        try (LogBook logs = LogBook.open()) {
            for (String id : List.of("a", "b", "c")) {
                now(small.append(TestEvents.sized(Trust.SIGNED, id, 120)));
                now(small.settle(small.claim(1, NOW, LENGTH).get(0), new Settlement.Dead("broken")));
            }

            assertThat(small.parked()).extracting(parked -> parked.event().id()).containsExactly("b", "c");
            assertThat(logs.with("event a was given up and is now forgotten")).hasSize(1);
        }
    }

    @Test
    void neverForgetsWhatWaitsHoweverMuchPasses() {
        var forgetful = InMemoryInbox.withCapacity(2, 2);
        now(forgetful.append(TestEvents.signed("waits")));
        Lease waits = forgetful.claim(1, NOW, LENGTH).get(0);
        for (int i = 0; i < 10; i++) {
            now(forgetful.append(TestEvents.signed("passes" + i)));
            now(forgetful.settle(forgetful.claim(1, NOW, LENGTH).get(0), DONE));
        }

        assertThat(now(forgetful.append(TestEvents.signed("waits")))).isEqualTo(Inbox.Outcome.DUPLICATE);
        now(forgetful.settle(waits, DONE));
        assertThat(now(forgetful.append(TestEvents.signed("waits")))).isEqualTo(Inbox.Outcome.DUPLICATE);
        assertThat(now(forgetful.append(TestEvents.signed("passes0"))))
                .as("handled and long ago")
                .isEqualTo(Inbox.Outcome.STORED);
    }

    @Test
    void takesIdsOfAnyLength() {
        String longId = "x".repeat(8_192);
        append(TestEvents.of(Trust.SIGNED, longId + "1", longId, JobState.SUCCEEDED));

        assertThat(append(TestEvents.of(Trust.SIGNED, longId + "1", longId, JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
        append(TestEvents.of(Trust.SIGNED, longId + "2", longId, JobState.SUCCEEDED));
        append(TestEvents.of(Trust.SIGNED, longId + "3", longId + "other", JobState.SUCCEEDED));
        assertThat(inbox.claim(10, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly(longId + "1", longId + "3");
    }

    @Test
    void handsOutTheFirstEndOfAJobOnly() {
        append(TestEvents.of(Trust.SIGNED, "a", "j1", JobState.SUCCEEDED));
        assertThat(append(TestEvents.of(Trust.SIGNED, "b", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.STORED);
        assertThat(append(TestEvents.of(Trust.SIGNED, "b", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
        append(TestEvents.of(Trust.SIGNED, "c", "j2", JobState.FAILED));

        assertThat(inbox.claim(10, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("a", "c");
    }

    @Test
    void callsEarlierStatesAfterTheEndLate() {
        append(TestEvents.of(Trust.SIGNED, "a", "j1", JobState.RUNNING));
        append(TestEvents.of(Trust.SIGNED, "b", "j1", JobState.SUCCEEDED));
        append(TestEvents.of(Trust.SIGNED, "c", "j1", JobState.UNKNOWN));
        append(TestEvents.of(Trust.SIGNED, "d", "j2", JobState.RUNNING));
        append(TestEvents.signed("e"));

        assertThat(inbox.claim(10, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id, Lease::isLate)
                .containsExactly(
                        tuple("a", true), tuple("b", false), tuple("c", true), tuple("d", false), tuple("e", false));
    }

    @Test
    void whatIsSignedTakesThePlaceOfAClaimOfItsId() {
        IncomingEvent truth = TestEvents.of(Trust.SIGNED, "c1", "j1", JobState.SUCCEEDED);
        append(TestEvents.of(Trust.CLAIMED, "c1", "j1", JobState.SUCCEEDED));

        assertThat(append(truth)).isEqualTo(Inbox.Outcome.STORED);
        assertThat(append(truth)).isEqualTo(Inbox.Outcome.DUPLICATE);
        assertThat(append(TestEvents.of(Trust.CLAIMED, "c1", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
        List<Lease> leases = inbox.claim(10, NOW, LENGTH);
        assertThat(leases).extracting(lease -> lease.incoming().trust()).containsExactly(Trust.SIGNED, Trust.CLAIMED);

        settle(leases.get(1), confirmed("c1", "j1", JobState.SUCCEEDED));
        settle(leases.get(0), DONE);
        assertThat(inbox.claim(10, NOW, LENGTH)).isEmpty();
        assertThat(append(truth)).isEqualTo(Inbox.Outcome.DUPLICATE);
    }

    @Test
    void whatIsSignedIsNewThoughAClaimOfItsIdWasHandled() {
        append(TestEvents.of(Trust.CLAIMED, "c1", "j1", JobState.SUCCEEDED));
        settle(claim(), DONE);

        assertThat(append(TestEvents.of(Trust.SIGNED, "c1", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.STORED);
        assertThat(claim().incoming().trust()).isEqualTo(Trust.SIGNED);
    }

    @Test
    void aClaimNeverTakesThePlaceOfAnEnd() {
        append(TestEvents.of(Trust.CLAIMED, "claim", "j1", JobState.FAILED));
        append(TestEvents.of(Trust.SIGNED, "truth", "j1", JobState.SUCCEEDED));

        assertThat(inbox.claim(10, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("truth", "claim");
    }

    @Test
    void turnsAConfirmedClaimIntoWhatTheVendorSays() {
        append(TestEvents.of(Trust.CLAIMED, "claim", "j1", JobState.SUCCEEDED));
        settle(claim(), new Settlement.Retry(NOW, "runs"));
        settle(claim(), confirmed("truth", "j1", JobState.FAILED));

        Lease lease = claim();
        WebhookEvent event = lease.incoming().event();
        assertThat(event.id()).isEqualTo("truth");
        assertThat(event.job().state()).isEqualTo(JobState.FAILED);
        assertThat(lease.incoming().trust()).isEqualTo(Trust.CONFIRMED);
        assertThat(lease.attempt()).isEqualTo(1);
        settle(lease, DONE);

        assertThat(append(TestEvents.of(Trust.CLAIMED, "claim", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
        assertThat(append(TestEvents.of(Trust.CLAIMED, "truth", "j1", JobState.FAILED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
    }

    @Test
    void isDoneWithAConfirmedClaimWhoseNewsAnotherBrought() {
        append(TestEvents.of(Trust.CLAIMED, "one", "j1", JobState.SUCCEEDED));
        append(TestEvents.of(Trust.CLAIMED, "two", "j1", JobState.SUCCEEDED));
        List<Lease> both = inbox.claim(2, NOW, LENGTH);
        settle(both.get(0), confirmed("truth", "j1", JobState.SUCCEEDED));
        settle(both.get(1), confirmed("truth", "j1", JobState.SUCCEEDED));

        assertThat(inbox.claim(10, NOW, LENGTH)).hasSize(1);
    }

    @Test
    void isDoneWithAConfirmedEndThatWasTakenUnderAnotherId() {
        append(TestEvents.of(Trust.SIGNED, "signed", "j1", JobState.SUCCEEDED));
        append(TestEvents.of(Trust.CLAIMED, "claim", "j1", JobState.SUCCEEDED));
        List<Lease> both = inbox.claim(2, NOW, LENGTH);
        settle(both.get(1), confirmed("read", "j1", JobState.SUCCEEDED));

        assertThat(inbox.claim(10, NOW, LENGTH)).isEmpty();
        settle(both.get(0), DONE);
        assertThat(inbox.nextDue()).isEmpty();
    }

    @Test
    void doesNotLoseConfirmedNewsToAClaimOfTheSameId() {
        append(TestEvents.of(Trust.CLAIMED, "truth", "j1", JobState.SUCCEEDED));
        append(TestEvents.of(Trust.CLAIMED, "other", "j1", JobState.RUNNING));
        List<Lease> both = inbox.claim(2, NOW, LENGTH);
        settle(both.get(1), confirmed("truth", "j1", JobState.SUCCEEDED));
        settle(both.get(0), new Settlement.Dead("the vendor's API was down"));

        Lease lease = claim();
        assertThat(id(lease)).isEqualTo("truth");
        assertThat(lease.incoming().trust()).isEqualTo(Trust.CONFIRMED);
        assertThat(append(TestEvents.of(Trust.CLAIMED, "truth", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
        settle(lease, DONE);
        assertThat(append(TestEvents.of(Trust.CLAIMED, "truth", "j1", JobState.SUCCEEDED)))
                .isEqualTo(Inbox.Outcome.DUPLICATE);
    }

    @Test
    void handsConfirmedNewsOutOnceWhenTheClaimOfTheSameIdIsConfirmedToo() {
        append(TestEvents.of(Trust.CLAIMED, "truth", "j1", JobState.SUCCEEDED));
        append(TestEvents.of(Trust.CLAIMED, "other", "j1", JobState.RUNNING));
        List<Lease> both = inbox.claim(2, NOW, LENGTH);
        settle(both.get(1), confirmed("truth", "j1", JobState.SUCCEEDED));
        settle(both.get(0), confirmed("truth", "j1", JobState.SUCCEEDED));

        settle(claim(), DONE);
        assertThat(inbox.claim(10, NOW, LENGTH)).isEmpty();
        for (int i = 0; i < 10; i++) {
            assertThat(append(TestEvents.signed("e" + i)))
                    .as("all room is free again")
                    .isEqualTo(Inbox.Outcome.STORED);
        }
    }

    private static IncomingEvent claimed(int number) {
        return TestEvents.of(Trust.CLAIMED, "c" + number, "j" + number, JobState.SUCCEEDED);
    }

    @Test
    void takesClaimsForAQuarterOfItsRoomAndSignedEventsForAllTheRest() {
        var inbox = InMemoryInbox.withCapacity(12, 100);
        for (int i = 0; i < 3; i++) {
            assertThat(now(inbox.append(claimed(i)))).isEqualTo(Inbox.Outcome.STORED);
        }

        assertThatThrownBy(() -> now(inbox.append(claimed(3))))
                .hasCauseInstanceOf(InboxFullException.class)
                .hasMessageContaining("3 of 3");
        for (int i = 0; i < 9; i++) {
            assertThat(now(inbox.append(TestEvents.signed("e" + i)))).isEqualTo(Inbox.Outcome.STORED);
        }
        assertThatThrownBy(() -> now(inbox.append(TestEvents.signed("e9"))))
                .hasCauseInstanceOf(InboxFullException.class);
    }

    @Test
    void hasRoomForAnotherClaimOnceOneIsConfirmedOrGivenUp() {
        var inbox = InMemoryInbox.withCapacity(8, 100);
        now(inbox.append(claimed(0)));
        now(inbox.append(claimed(1)));
        List<Lease> both = inbox.claim(2, NOW, LENGTH);

        now(inbox.settle(both.get(0), confirmed("truth", "j0", JobState.SUCCEEDED)));
        assertThat(now(inbox.append(claimed(2)))).isEqualTo(Inbox.Outcome.STORED);
        assertThatThrownBy(() -> now(inbox.append(claimed(3)))).hasCauseInstanceOf(InboxFullException.class);
        now(inbox.settle(both.get(1), new Settlement.Dead("invented")));
        assertThat(now(inbox.append(claimed(3)))).isEqualTo(Inbox.Outcome.STORED);
    }

    @Test
    void takesClaimsForAQuarterOfItsBytes() {
        var small = InMemoryInbox.bounded(100, 100, 1_000);
        now(small.append(TestEvents.sized(Trust.CLAIMED, "a", 200)));

        assertThatThrownBy(() -> now(small.append(TestEvents.sized(Trust.CLAIMED, "b", 51))))
                .hasCauseInstanceOf(InboxFullException.class);
        assertThat(now(small.append(TestEvents.sized(Trust.CLAIMED, "b", 50)))).isEqualTo(Inbox.Outcome.STORED);
        assertThat(now(small.append(TestEvents.sized(Trust.SIGNED, "c", 750)))).isEqualTo(Inbox.Outcome.STORED);
    }

    @Test
    void givesWhatIsSignedOrConfirmedBeforeClaims() {
        var inbox = InMemoryInbox.withCapacity(100, 100);
        now(inbox.append(claimed(1)));
        now(inbox.append(claimed(2)));
        now(inbox.append(claimed(3)));
        List<Lease> claims = inbox.claim(2, NOW, LENGTH);
        now(inbox.append(TestEvents.signed("signed")));
        now(inbox.settle(claims.get(0), confirmed("truth", "j1", JobState.SUCCEEDED)));
        now(inbox.settle(claims.get(1), new Settlement.Released()));

        assertThat(inbox.claim(3, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("signed", "truth", "c2");
        assertThat(inbox.nextDue()).hasValueSatisfying(due -> assertThat(due).isBefore(NOW));
        assertThat(inbox.claim(3, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("c3");
    }

    @Test
    void givesNoMoreClaimsThanAskedFor() {
        var inbox = InMemoryInbox.withCapacity(100, 100);
        for (int i = 0; i < 4; i++) {
            now(inbox.append(claimed(i)));
        }
        now(inbox.append(TestEvents.signed("signed")));

        assertThat(inbox.claim(4, 1, NOW, LENGTH))
                .extracting(InMemoryInboxTest::id)
                .containsExactly("signed", "c0");
        assertThat(inbox.claim(4, 0, NOW, LENGTH)).isEmpty();
        assertThat(inbox.nextDue(false)).isEmpty();
        assertThat(inbox.nextDue(true)).isPresent();
        assertThat(inbox.claim(4, 4, NOW, LENGTH)).hasSize(3);
    }

    @Test
    void knowsWhenAClaimIsDueAgainAndWhenAnythingElseIs() {
        now(inbox.append(claimed(1)));
        now(inbox.append(TestEvents.signed("signed")));
        List<Lease> both = inbox.claim(2, NOW, LENGTH);
        now(inbox.settle(both.get(0), new Settlement.Retry(NOW.plusSeconds(9), "later")));
        now(inbox.settle(both.get(1), new Settlement.Retry(NOW.plusSeconds(3), "soon")));

        assertThat(inbox.nextDue(true)).contains(NOW.plusSeconds(3));
        assertThat(inbox.nextDue(false)).contains(NOW.plusSeconds(9));
    }

    @Test
    void forgetsNoSignedEventForTheSakeOfClaims() {
        var forgetful = InMemoryInbox.withCapacity(4, 8);
        now(forgetful.append(TestEvents.signed("signed")));
        now(forgetful.settle(forgetful.claim(1, NOW, LENGTH).get(0), DONE));
        for (int i = 0; i < 20; i++) {
            now(forgetful.append(claimed(i)));
            now(forgetful.settle(forgetful.claim(1, NOW, LENGTH).get(0), DONE));
        }

        assertThat(now(forgetful.append(TestEvents.signed("signed")))).isEqualTo(Inbox.Outcome.DUPLICATE);
        assertThat(now(forgetful.append(claimed(19)))).isEqualTo(Inbox.Outcome.DUPLICATE);
        assertThat(now(forgetful.append(claimed(0)))).as("a claim long ago").isEqualTo(Inbox.Outcome.STORED);
    }

    @Test
    void tellsItsListenerWithoutHoldingItsLock() throws Exception {
        var calls = new AtomicInteger();
        inbox.onAvailable(() -> {
            var other = new Thread(inbox::nextDue);
            other.start();
            try {
                other.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            assertThat(other.isAlive()).as("waits for a lock").isFalse();
            calls.incrementAndGet();
        });

        append(TestEvents.signed("a"));
        assertThat(calls).hasValue(1);
        settle(claim(), new Settlement.Released());
        assertThat(calls).hasValue(2);
    }

    @Test
    void closedTakesAndGivesNothingButLetsALeaseEnd() {
        append(TestEvents.signed("a"));
        append(TestEvents.signed("b"));
        Lease lease = claim();
        try (LogBook logs = LogBook.open()) {
            inbox.close();
            inbox.close();

            assertThat(logs.with("closes with 2 events not handled")).hasSize(1);
        }
        assertThat(inbox.append(TestEvents.signed("c")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(inbox.claim(10, NOW, LENGTH)).isEmpty();
        assertThat(settle(lease, DONE)).isTrue();
    }

    @Test
    void hasNoUseForBoundsThatMakeNoSense() {
        assertThatThrownBy(() -> InMemoryInbox.withCapacity(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InMemoryInbox.withCapacity(10, 9)).isInstanceOf(IllegalArgumentException.class);
    }
}
