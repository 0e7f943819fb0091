package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.ids;
import static dev.anyhook.inbox.jdbc.Events.listed;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An inbox that the first version has made and used. */
@ParameterizedClass
@EnumSource(Engine.class)
class MigrationTest {
    private static final String ROW =
            "INSERT INTO anyhook_event (endpoint, event_id, event_key, claim_key, end_key, provider, type, trust, received_at,"
                    + " job_id, job_key, job_state, vendor_state, payload, state, due_at, settled_at, held, attempts, fence)"
                    + " VALUES ('acme-live', ?, ?, ?, ?, 'acme', 'thing.done', ?, ?, ?, ?, 'SUCCEEDED', 'done', ?, ?, ?, ?, ?, ?, 7)";

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private Database database;

    @BeforeEach
    void fill() throws Exception {
        database = engine.fresh(folder);
        Files.createDirectories(folder.resolve("data"));
        try (Connection connection = database.connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(Schema.VERSIONS);
                Schema.step(statement, database.dialect().get(), 1);
            }
            row(connection, "handled", Trust.SIGNED, RowState.DONE, 0, 1, NOON, NOON);
            row(connection, "waits", Trust.SIGNED, RowState.PENDING, 0, 0, NOON, null);
            row(connection, "held", Trust.SIGNED, RowState.PENDING, 1, 2, NOON.plusSeconds(60), null);
            row(connection, "given-up", Trust.CONFIRMED, RowState.DEAD, 0, 5, NOON, NOON);
            row(connection, "claimed", Trust.CLAIMED, RowState.PENDING, 0, 0, NOON, null);
            row(connection, "claimed-in-vain", Trust.CLAIMED, RowState.DEAD, 0, 9, NOON, NOON);
            Database.execute(
                    connection,
                    "UPDATE anyhook_event SET replayed_by = 'Ada', replayed_why = 'a mistake', last_error = 'broken',"
                            + " occurred_at = 1000000, job_id = 'Job', job_links = 'https://example.com/result',"
                            + " job_error = 'an error' WHERE event_id = 'given-up'");
        }
    }

    /** An event that ends a job, and takes that end unless it is a mere claim. */
    private static void row(
            Connection connection,
            String id,
            Trust trust,
            RowState state,
            int held,
            int attempts,
            Instant due,
            @Nullable Instant settled)
            throws SQLException {
        boolean claim = trust == Trust.CLAIMED;
        try (PreparedStatement insert = connection.prepareStatement(ROW)) {
            var cells = new BoundCells(insert);
            cells.text(id);
            cells.text(id);
            cells.text(claim ? id : null);
            cells.text(claim ? null : "job-" + id);
            cells.text(trust.name());
            cells.instant(NOON);
            cells.text("job-" + id);
            cells.text("job-" + id);
            cells.bytes(new byte[] {'{', '}'});
            cells.text(state.name());
            cells.instant(due);
            cells.instant(settled);
            insert.setInt(cells.next(), held);
            insert.setInt(cells.next() + 1, attempts);
            insert.executeUpdate();
        }
    }

    @AfterEach
    void bothTablesAgree() throws Exception {
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void isLeftAsItIsByWhoeverMayNotMigrate() throws Exception {
        JdbcInboxOptions looking = JdbcInboxOptions.defaults().withMigration(false);

        assertThatThrownBy(() -> database.open(looking))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("schema version 1, this code needs " + Schema.VERSION);

        assertThat(database.count("SELECT MAX(version) FROM anyhook_schema")).isEqualTo(1);
        open().close();
        try (JdbcInbox inbox = database.open(looking)) {
            assertThat(listed(inbox, InboxQuery.all())).hasSize(6);
        }
    }

    @Test
    void handsOutWhatWaitedAndLooksAfterWhatIsHeld() {
        try (JdbcInbox inbox = open()) {
            assertThat(ids(claim(inbox))).containsExactly("waits", "claimed");

            List<Lease> lost = claim(inbox, NOON.plusSeconds(60));
            assertThat(ids(lost)).contains("held");
            assertThat(lost.get(lost.size() - 1).incoming().trust()).isEqualTo(Trust.CLAIMED);
            assertThat(lost.stream().filter(lease -> Events.id(lease).equals("held")))
                    .singleElement()
                    .satisfies(lease -> assertThat(lease.attempt()).isEqualTo(3))
                    .satisfies(lease -> assertThat(done(inbox, lease)).isTrue());
        }
    }

    @Test
    void knowsWhatItHasSeen() throws Exception {
        try (JdbcInbox inbox = open()) {
            assertThat(append(inbox, signed("handled"))).isEqualTo(Outcome.DUPLICATE);
            assertThat(append(inbox, claimed(event("claimed")))).isEqualTo(Outcome.DUPLICATE);
            assertThat(append(inbox, claimed(event("claimed-in-vain")))).isEqualTo(Outcome.STORED);
            append(inbox, signed(event("late", "job-handled", JobState.FAILED)));

            assertThat(listed(inbox, InboxQuery.all().inState(RowState.CONTRADICTING)))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.number()).isGreaterThan(6));
            assertThat(listed(inbox, InboxQuery.all())).hasSize(7);
        }
    }

    @Test
    void keepsWhatIsKnownOfEach() throws Exception {
        try (JdbcInbox inbox = open()) {
            assertThat(listed(inbox, InboxQuery.all().withId("given-up")))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.state()).isEqualTo(RowState.DEAD);
                        assertThat(entry.attempts()).isEqualTo(5);
                        assertThat(entry.settledAt()).isEqualTo(NOON);
                        assertThat(entry.lastError()).isEqualTo("broken");
                        assertThat(entry.replayedBy()).isEqualTo("Ada");
                        assertThat(entry.replayedWhy()).isEqualTo("a mistake");
                        assertThat(entry.incoming().receivedAt()).isEqualTo(NOON);
                        assertThat(entry.incoming().trust()).isEqualTo(Trust.CONFIRMED);
                        WebhookEvent event = entry.incoming().event();
                        assertThat(event.provider().value()).isEqualTo("acme");
                        assertThat(event.endpoint()).isEqualTo("acme-live");
                        assertThat(event.type()).isEqualTo("thing.done");
                        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1));
                        assertThat(event.payload()).isEqualTo(Payload.utf8("{}"));
                        assertThat(event.job())
                                .isEqualTo(new JobUpdate(
                                        "Job",
                                        JobState.SUCCEEDED,
                                        "done",
                                        List.of(URI.create("https://example.com/result")),
                                        "an error"));
                    });
        }
    }

    @Test
    void forgetsWhatWasHandledInTime() throws Exception {
        try (JdbcInbox inbox = open()) {
            clock.forward(Duration.ofDays(8));
            inbox.prune();

            assertThat(listed(inbox, InboxQuery.all())).hasSize(5);
        }
        assertThat(database.count("SELECT MAX(version) FROM anyhook_schema")).isEqualTo(Schema.VERSION);
    }

    @Test
    void leavesAllAsItWasWhenItFails() throws Exception {
        var faults = new Faults();
        faults.say("53200"); // The connection is as good as before.
        faults.failBefore(call -> call.contains("anyhook_claim_dead ON anyhook_handling"));

        assertThatThrownBy(() -> database.open(JdbcInboxOptions.defaults(), faults))
                .hasStackTraceContaining("injected");

        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event WHERE state = 'PENDING'"))
                .isEqualTo(3);
        try (JdbcInbox inbox = open()) {
            assertThat(listed(inbox, InboxQuery.all())).hasSize(6);
        }
    }

    @Test
    void isDoneByOneOfManyThatStartAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> start = () -> {
                try (JdbcInbox inbox = open()) {
                    return listed(inbox, InboxQuery.all()).size();
                }
            };
            for (Future<Integer> started : pool.invokeAll(Collections.nCopies(4, start), 60, TimeUnit.SECONDS)) {
                assertThat(started.get()).isEqualTo(6);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private JdbcInbox open() {
        return database.open(JdbcInboxOptions.defaults().withClock(clock));
    }
}
