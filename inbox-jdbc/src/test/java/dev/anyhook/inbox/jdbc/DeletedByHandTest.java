package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.ids;
import static dev.anyhook.inbox.jdbc.Events.result;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody has deleted rows of one of the tables and not of the other, or the newest of both. */
@ParameterizedClass
@EnumSource(Engine.class)
class DeletedByHandTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open(JdbcInboxOptions.defaults().withClock(clock));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void handsOutWhatComesAfterTheNewestEventWasDeleted() throws Exception {
        append(inbox, signed("a"));
        done(inbox, claimOne(inbox));
        database.execute("DELETE FROM anyhook_event");

        append(inbox, signed("b"));

        assertThat(ids(claim(inbox))).containsExactly("b");
    }

    @Test
    void handsOutAGroupThatComesAfterTheNewestEventsWereDeleted() throws Exception {
        for (String id : List.of("a", "b", "c")) {
            append(inbox, signed(id));
        }
        claim(inbox).forEach(lease -> done(inbox, lease));
        database.execute("DELETE FROM anyhook_event");

        IntStream.range(0, 50)
                .mapToObj(i -> inbox.append(signed("e" + i)))
                .toList()
                .forEach(Events::result);

        assertThat(claim(inbox)).hasSize(50);
    }

    @Test
    void givesUpWhatHasNoEventAndGoesOnWithTheRest() throws Exception {
        append(inbox, signed("a"));
        append(inbox, signed("b"));
        database.execute("DELETE FROM anyhook_event WHERE event_id = 'a'");

        assertThat(ids(claim(inbox))).containsExactly("b");
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DEAD'"))
                .isOne();
    }

    @Test
    void givesUpWhatHasNoEventInOrderPerJobAsWell() throws Exception {
        append(inbox, signed("a"));
        append(inbox, signed("b"));
        database.execute("DELETE FROM anyhook_event WHERE event_id = 'a'");
        inbox.close();
        inbox = database.open(JdbcInboxOptions.defaults().withClock(clock).withOrderedPerJob(true));

        assertThat(ids(claim(inbox))).containsExactly("b");
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DEAD'"))
                .isOne();
    }

    @Test
    void keepsAnewWhatNobodyWouldHandle() throws Exception {
        append(inbox, signed("a"));
        append(inbox, claimed(event("b")));
        database.execute("DELETE FROM anyhook_handling");

        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
        assertThat(append(inbox, claimed(event("b")))).isEqualTo(Outcome.STORED);

        assertThat(ids(claim(inbox))).containsExactly("a", "b");
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void keepsAnewAClaimThatWasConfirmedUnderAnotherId() throws Exception {
        append(inbox, claimed(event("claim")));
        settle(inbox, claimOne(inbox), new Settlement.Confirmed(event("news"), NOON));
        database.execute("DELETE FROM anyhook_handling");

        assertThat(append(inbox, claimed(event("claim")))).isEqualTo(Outcome.STORED);

        assertThat(ids(claim(inbox))).containsExactly("claim");
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void handsOutTheEndOfAJobOfWhichNobodyWouldHandleAnother() throws Exception {
        append(inbox, signed(event("first", "job", JobState.SUCCEEDED)));
        database.execute("DELETE FROM anyhook_handling");

        assertThat(append(inbox, signed(event("second", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.STORED);

        assertThat(ids(claim(inbox))).containsExactly("second");
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void replaysAnewAfterTheNewestEventsWereDeleted() throws Exception {
        for (String id : List.of("a", "b")) {
            append(inbox, signed(id));
            done(inbox, claimOne(inbox));
        }
        database.execute("DELETE FROM anyhook_event WHERE event_id = 'b'");

        assertThat(inbox.replayAnew(1, "a test", "to see")).isPresent();

        assertThat(claim(inbox)).hasSize(1);
    }

    @Test
    void hasNobodySettleWhatGotTheNumberOfHisRow() throws Exception {
        append(inbox, claimed(event("a")));
        Lease stalled = claimOne(inbox);
        settle(inbox, claimOne(inbox, Events.NOON.plus(Events.LEASE)), new Settlement.Dead("x"));
        clock.forward(Duration.ofMillis(1));
        assertThat(append(inbox, claimed(event("a")))).isEqualTo(Outcome.STORED);
        Lease held = claimOne(inbox);

        assertThat(result(inbox.settle(stalled, new Settlement.Done()))).isFalse();
        assertThat(done(inbox, held)).isTrue();
    }
}
