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
import dev.anyhook.Trust;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is due since long ago is found, though a claim does not begin to look there. */
@ParameterizedClass
@EnumSource(Engine.class)
class DueRowsTest {
    /** Much later than any row is due: whoever claims now has looked beyond all of them. */
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open(JdbcInboxOptions.defaults(), faults);
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    private void lookFurther() {
        assertThat(claim(inbox, LATER)).isEmpty();
        assertThat(inbox.nextDue().filter(due -> due.isBefore(LATER))).isEmpty();
    }

    @Test
    void findsWhatArrivedLongAgo() {
        lookFurther();
        append(inbox, signed("a"));
        append(inbox, claimed(event("b")));

        assertThat(inbox.nextDue()).contains(NOON);
        assertThat(ids(claim(inbox, LATER))).containsExactly("a", "b");
    }

    @Test
    void findsWhatWasHandedBack() {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox, LATER);
        lookFurther();
        settle(inbox, lease, new Settlement.Released());

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void findsWhatIsToBeTriedAgain() {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox, LATER);
        lookFurther();
        settle(inbox, lease, new Settlement.Retry(NOON, "broken"));

        assertThat(inbox.nextDue()).contains(NOON);
        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void findsWhatWasConfirmed() {
        append(inbox, claimed(event("a", "job", JobState.SUCCEEDED)));
        Lease lease = claimOne(inbox, LATER);
        lookFurther();
        settle(inbox, lease, new Settlement.Confirmed(event("b", "job", JobState.SUCCEEDED), NOON));

        assertThat(ids(claim(inbox, LATER))).containsExactly("b");
    }

    @Test
    void findsWhatIsReplayed() {
        append(inbox, signed("a"));
        done(inbox, claimOne(inbox, LATER));
        var numbers = new ArrayList<Long>();
        inbox.list(InboxQuery.all(), entry -> numbers.add(entry.number()));
        lookFurther();

        assertThat(inbox.replay(numbers.get(0))).isTrue();
        assertThat(ids(claim(inbox, LATER))).containsExactly("a");

        lookFurther();
        String anew = inbox.replayAnew(numbers.get(0), "somebody", "to see it").orElseThrow();
        assertThat(ids(claim(inbox, LATER))).containsExactly(anew);
    }

    /**
     * A claim whose transaction fails; its connection is closed by another thread, and until then may hold what it
     * held.
     */
    private void claimInVain() throws SQLException {
        faults.failBefore(call -> call.equals("commit"));
        assertThatThrownBy(() -> claim(inbox, LATER)).isInstanceOf(IllegalStateException.class);
        faults.none();
        database.execute("UPDATE anyhook_handling SET held = held");
    }

    @Test
    void findsWhatCouldNotBeClaimed() throws Exception {
        append(inbox, signed("a"));
        claimInVain();

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void findsMereClaimsThatCouldNotBeClaimedThoughOthersWereMeanwhile() throws Exception {
        append(inbox, claimed(event("a")));
        claimInVain();
        assertThat(inbox.claim(100, 0, LATER, LEASE)).isEmpty();

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void findsWhatWasClaimedInATransactionThatHadToBeRepeated() {
        append(inbox, signed("a"));
        faults.say("40001");
        var first = new AtomicBoolean(true);
        faults.failBefore(call -> call.equals("commit") && first.getAndSet(false));

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
        assertThat(first).isFalse();
    }

    @Test
    void findsWhatArrivedWhileNobodyKnewOfTheCommit() {
        lookFurther();
        faults.failAfter(call -> call.equals("commit"));
        assertThatThrownBy(() -> append(inbox, signed("a"))).isInstanceOf(AssertionError.class);
        faults.none();

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void findsWhatArrivesWhenTheClockWasSetBack() {
        inbox.close();
        inbox = database.open(JdbcInboxOptions.defaults().withClock(() -> NOON.minusSeconds(9)));
        lookFurther();
        append(inbox, new IncomingEvent(event("a"), Trust.SIGNED, LATER));

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void looksNowhereWhenNothingIsWanted() {
        append(inbox, signed("a"));
        assertThat(inbox.claim(0, LATER, LEASE)).isEmpty();

        assertThat(ids(claim(inbox, LATER))).containsExactly("a");
    }

    @Test
    void saysWhenSomethingIsDueNoLaterThanAsked() {
        append(inbox, signed("a"));
        claimOne(inbox, NOON);

        assertThat(inbox.nextDue(true, NOON.plus(LEASE))).contains(NOON.plus(LEASE));
        assertThat(inbox.nextDue(true, NOON.plus(LEASE).minusMillis(1))).isEmpty();
    }

    @Test
    void findsWhatALeaseThatRanOutHeld() {
        append(inbox, signed("a"));
        claimOne(inbox, NOON);
        assertThat(claim(inbox, NOON.plus(LEASE).minusMillis(1))).isEmpty();

        assertThat(ids(claim(inbox, NOON.plus(LEASE)))).containsExactly("a");
    }

    @Test
    void worksOffWhatIsMoreThanOneClaimTakes() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            expected.add("e" + i);
            append(inbox, new IncomingEvent(event("e" + i), Trust.SIGNED, NOON.minusSeconds(10 - i)));
        }
        var taken = new ArrayList<String>();
        List<Lease> leases = inbox.claim(3, LATER, LEASE);
        while (!leases.isEmpty()) {
            taken.addAll(ids(leases));
            append(inbox, signed("behind " + id(leases.get(0)))); // Due before the claim, after what is left.
            leases.forEach(lease -> done(inbox, lease));
            leases = taken.size() < 10 ? inbox.claim(3, LATER, LEASE) : List.of();
        }

        assertThat(taken).startsWith(expected.toArray(String[]::new));
    }

    @Test
    void findsBeforeLongWhatAnotherProcessMadeDue() {
        lookFurther();
        try (JdbcInbox other = database.open()) {
            append(other, signed("a"));
        }
        List<Lease> leases = claim(inbox, LATER);
        for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                leases.isEmpty() && System.nanoTime() < end; ) {
            leases = claim(inbox, LATER);
        }

        assertThat(ids(leases)).containsExactly("a");
    }
}
