package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.LEASE;
import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.id;
import static dev.anyhook.inbox.jdbc.Events.ids;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.JobState;
import dev.anyhook.receiver.Claimant;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import dev.anyhook.receiver.StandingClaim;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that are claimed in the transaction that keeps them. */
@Timeout(120)
@ParameterizedClass
@EnumSource(Engine.class)
class StandingClaimTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private final AtomicInteger news = new AtomicInteger();
    private final Somebody somebody = new Somebody();
    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = opened(JdbcInboxOptions.defaults());
    }

    private JdbcInbox opened(JdbcInboxOptions options) {
        JdbcInbox opened = database.open(options, faults);
        opened.onAvailable(news::incrementAndGet);
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void takesWhatIsKeptInTheSameCommit() throws Exception {
        append(inbox, signed("before"));
        claim(inbox).forEach(lease -> done(inbox, lease));
        news.set(0);
        int before = faults.commits.get();

        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
        somebody.awaitAnswer();
        List<Lease> leases = standing.end();

        assertThat(ids(leases)).containsExactly("a");
        assertThat(leases.get(0).attempt()).isEqualTo(1);
        assertThat(faults.commits.get() - before).isEqualTo(1);
        assertThat(news).as("nobody else needs to look").hasValue(0);
        assertThat(claim(inbox)).isEmpty();
        assertThat(done(inbox, leases.get(0))).isTrue();
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DONE'"))
                .isEqualTo(2);
    }

    @Test
    void takesOnceAndGivesOnce() {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        append(inbox, signed("a"));
        append(inbox, signed("b"));

        assertThat(ids(standing.end())).containsExactly("a");
        assertThat(standing.end()).isEmpty();
        assertThat(news).hasValue(1);
        assertThat(id(claimOne(inbox))).isEqualTo("b");
    }

    @Test
    void takesNoMoreThanThereIsRoomForAndTellsOfTheRest() throws Exception {
        somebody.room = 2;
        var goOn = new CountDownLatch(1);
        Semaphore held = faults.hold(engine.writers(), goOn);
        for (int i = 0; i < engine.writers(); i++) {
            inbox.append(signed("holder " + i));
            held.acquire();
        }
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        var appends = Stream.of("a", "b", "c", "d", "e")
                .map(id -> inbox.append(signed(id)))
                .toList();
        goOn.countDown();
        appends.forEach(Events::result);

        List<String> taken = ids(standing.end());
        assertThat(taken).hasSize(2);
        assertThat(news).as("more than the holders' own").hasValueGreaterThan(engine.writers());
        assertThat(ids(claim(inbox))).hasSize(3 + engine.writers()).doesNotContainAnyElementsOf(taken);
    }

    @Test
    void isAnsweredAndTakesNothingWhereNothingIsNew() throws Exception {
        append(inbox, signed("a"));
        Lease first = claimOne(inbox);
        StandingClaim standing = inbox.claimNext(somebody, LEASE);

        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);

        somebody.awaitAnswer();
        assertThat(standing.end()).isEmpty();
        assertThat(done(inbox, first)).isTrue();
    }

    @Test
    void takesNothingOnceItIsEnded() {
        assertThat(inbox.claimNext(somebody, LEASE).end()).isEmpty();

        append(inbox, signed("a"));

        assertThat(news).hasValue(1);
        assertThat(somebody.answered.availablePermits()).isZero();
        assertThat(id(claimOne(inbox))).isEqualTo("a");
    }

    @Test
    void isEndedByWhoeverClaimsMeanwhile() {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        assertThat(claim(inbox)).isEmpty();
        append(inbox, signed("a"));
        StandingClaim next = inbox.claimNext(somebody, LEASE);
        StandingClaim last = inbox.claimNext(somebody, LEASE);
        append(inbox, signed("b"));

        assertThat(standing.end()).isEmpty();
        assertThat(next.end()).isEmpty();
        assertThat(ids(last.end())).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void keepsWhatItTookForItsClaimantWhoeverClaimsMeanwhile() {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        append(inbox, signed("a"));
        assertThat(claim(inbox)).isEmpty();

        assertThat(ids(standing.end())).containsExactly("a");
    }

    @Test
    void leavesAMereClaimWhereThereIsNoRoomForItAndTellsOfIt() {
        somebody.roomForClaims = 0;
        StandingClaim standing = inbox.claimNext(somebody, LEASE);

        append(inbox, claimed(event("a")));

        assertThat(standing.end()).isEmpty();
        assertThat(news).hasValue(1);
        assertThat(id(claimOne(inbox))).isEqualTo("a");
    }

    @Test
    void tellsOfWhatIsNotDueYetByTheClaimantsClock() {
        somebody.now = NOON.minusSeconds(1);
        StandingClaim standing = inbox.claimNext(somebody, LEASE);

        append(inbox, signed("a"));

        assertThat(standing.end()).isEmpty();
        assertThat(news).hasValue(1);
    }

    @Test
    void leasesRunOutByTheClaimantsClock() {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        append(inbox, signed("a"));
        Lease lost = standing.end().get(0);

        assertThat(claim(inbox, NOON.plus(LEASE).minusMillis(1))).isEmpty();
        Lease again = claimOne(inbox, NOON.plus(LEASE));

        assertThat(again.attempt()).isEqualTo(2);
        assertThat(done(inbox, lost)).isFalse();
        assertThat(done(inbox, again)).isTrue();
    }

    @Test
    void failsWithTheCommitThatNeverArrives() throws Exception {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        faults.failBefore("commit"::equals);
        assertThat(FaultsTest.failed(inbox.append(signed("a")))).isTrue();

        somebody.awaitAnswer();
        assertThatThrownBy(standing::end).isInstanceOf(IllegalStateException.class);

        faults.none();
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
        assertThat(claimOne(inbox).attempt()).isEqualTo(1);
    }

    @Test
    void whatNobodyKnowsToBeCommittedIsHandedOutWhenItsLeaseEnds() {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        faults.failAfter("commit"::equals);
        assertThat(FaultsTest.failed(inbox.append(signed("a")))).isTrue();
        assertThatThrownBy(standing::end).isInstanceOf(IllegalStateException.class);

        faults.none();
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(claim(inbox)).isEmpty();
        assertThat(claimOne(inbox, NOON.plus(LEASE)).attempt()).isEqualTo(2);
    }

    /** The group is written again, and what was taken at first has been rolled back. */
    @Test
    void givesWhatTheLastTryTook() {
        var first = new AtomicBoolean(true);
        faults.say("40001");
        faults.failBefore(call -> call.equals("commit") && first.getAndSet(false));
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);

        List<Lease> leases = standing.end();
        leases.forEach(lease -> assertThat(done(inbox, lease)).isTrue());

        assertThat(leases.isEmpty()).isEqualTo(news.get() > 0);
        assertThat(leases.size() + claim(inbox).size()).isOne();
    }

    /**
     * An event is not refused because the claim beside it cannot be made: one that waits for a lock too long, for
     * example.
     */
    @ParameterizedTest
    @ValueSource(strings = {"22012", "40001", "55P03", "57014", "08006"})
    void doesNotKeepEventsFromBeingKept(String why) {
        faults.say(why);
        faults.failBefore(call -> call.startsWith("WITH picked"));
        StandingClaim standing = inbox.claimNext(somebody, LEASE);

        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);

        assertThatThrownBy(standing::end).isInstanceOf(IllegalStateException.class);
        assertThat(news).hasValue(1);
        faults.none();
        assertThat(claimOne(inbox).attempt()).isEqualTo(1);
    }

    /** Nobody knows whether it is there, so somebody should look. */
    @Test
    void tellsOfWhatMayBeThere() {
        faults.failAfter("commit"::equals);

        assertThat(FaultsTest.failed(inbox.append(signed("a")))).isTrue();

        assertThat(news).hasValue(1);
        faults.none();
        assertThat(claimOne(inbox).attempt()).isEqualTo(1);
    }

    /** A database that hangs over the group may hold up neither renewals nor anything else. */
    @Test
    void tellsThatItHasBegunBeforeAnythingCanHang() throws Exception {
        var goOn = new CountDownLatch(1);
        Semaphore held = faults.hold(Faults.insertsInto("anyhook_event"), 1, goOn);
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        var appended = inbox.append(signed("a"));
        held.acquire();

        assertThat(somebody.begun).isTrue();

        goOn.countDown();
        assertThat(Events.result(appended)).isEqualTo(Outcome.STORED);
        assertThat(ids(standing.end())).containsExactly("a");
    }

    /** Whose turn it is takes long to find out where many wait for theirs. */
    @Test
    void takesNothingInOrderAndTellsOfAll() {
        try (JdbcInbox ordered = opened(JdbcInboxOptions.defaults().withOrderedPerJob(true))) {
            StandingClaim standing = ordered.claimNext(somebody, LEASE);
            append(ordered, signed(event("a", "job", JobState.RUNNING)));
            append(ordered, signed(event("b", "job", JobState.SUCCEEDED)));
            assertThat(standing.end()).isEmpty();
            assertThat(news).hasValue(2);
            Lease first = claimOne(ordered);
            news.set(0);

            assertThat(done(ordered, first)).isTrue();

            assertThat(news).as("b has its turn").hasPositiveValue();
            assertThat(id(claimOne(ordered))).isEqualTo("b");
        }
    }

    /** The claim breaks the connection at first; then the commit fails, with it or without. */
    @Test
    void keepsNothingWhenTheCommitFailsAfterAll() {
        var claims = new AtomicInteger();
        append(inbox, signed("a"));
        faults.failBefore(
                call -> (call.startsWith("WITH picked") && claims.getAndIncrement() == 0) || call.equals("commit"));
        StandingClaim standing = inbox.claimNext(somebody, LEASE);

        assertThat(FaultsTest.failed(inbox.append(signed("b")))).isTrue();

        assertThatThrownBy(standing::end).isInstanceOf(IllegalStateException.class);
        faults.none();
        assertThat(claimOne(inbox).attempt()).isEqualTo(1);
        assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);
    }

    @Test
    void nobodyIsToldOfWhatIsDoneAndEverybodyOfWhatIsToBeDoneAgain() {
        append(inbox, signed("a"));
        append(inbox, signed("b"));
        List<Lease> leases = claim(inbox);
        news.set(0);

        done(inbox, leases.get(0));
        assertThat(news).hasValue(0);

        settle(inbox, leases.get(1), new Settlement.Retry(NOON, "again"));
        assertThat(news).hasValue(1);
        assertThat(claimOne(inbox).attempt()).isEqualTo(2);
    }

    @Test
    void endsWithTheInbox() {
        StandingClaim standing = inbox.claimNext(somebody, LEASE);
        inbox.close();

        assertThatThrownBy(standing::end).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(inbox.claimNext(somebody, LEASE)::end).isInstanceOf(IllegalStateException.class);
    }

    /** Who has room for ten at noon, unless told otherwise. */
    private static final class Somebody implements Claimant {
        private final Semaphore answered = new Semaphore(0);

        private volatile boolean begun;
        private volatile int room = 10;
        private volatile int roomForClaims = 5;
        private volatile Instant now = NOON;

        void awaitAnswer() throws InterruptedException {
            assertThat(answered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public int roomForClaims() {
            return roomForClaims;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void begun() {
            begun = true;
        }

        @Override
        public void answered() {
            answered.release();
        }
    }
}
