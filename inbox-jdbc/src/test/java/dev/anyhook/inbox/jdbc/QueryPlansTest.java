package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.listed;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.receiver.Inbox.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A large inbox: a million rows, or as many as {@code -Danyhook.rows} says. */
@ParameterizedClass
@EnumSource(Engine.class)
class QueryPlansTest {
    private static final int ROWS = Integer.getInteger("anyhook.rows", 1_000_000);
    private static final int PENDING = 1_000;
    private static final long STEP = Duration.ofDays(8).toNanos() / 1_000 / ROWS;

    /** What waits, by its own index, between two instants. */
    private static final String DUE = "INDEX anyhook_(event|claim)_due \\(due_at>\\? AND due_at<\\?\\)"
            + "|Index (Only )?Scan using anyhook_(event|claim)_due[^\\n]*\\n\\s*Index Cond: \\(\\(due_at >= [^\\n]*AND \\(due_at <= ";

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    @Test
    void findsWhatItNeedsByIndex() throws Exception {
        Database database = engine.fresh(folder);
        var clock = new MovableClock();
        clock.forward(Duration.ofDays(8));
        Dialect dialect = database.dialect().get();
        database.open().close();
        fill(database);
        assertAllIndexed(database, dialect, clock); // Half of the rows wait, and nobody has counted them.
        analyze(database);
        assertAllIndexed(database, dialect, clock);
        database.execute("UPDATE anyhook_handling SET settled_at = due_at + seq * " + STEP
                + ", state = CASE WHEN seq % 1000 = 0 THEN 'DEAD' ELSE 'DONE' END WHERE seq > " + ROWS / 2
                + " AND seq <= " + (ROWS - PENDING));
        analyze(database);
        assertAllIndexed(database, dialect, clock);
        assertThat(assertIndexed(database, Tally.SQL))
                .contains("anyhook_event_due", "anyhook_claim_due", "anyhook_event_dead");

        try (JdbcInbox inbox = database.open(JdbcInboxOptions.defaults().withClock(clock))) {
            assertThat(inbox.counts().pending()).isEqualTo(PENDING);
            assertThat(append(inbox, signed("new"))).isEqualTo(Outcome.STORED);
            assertThat(append(inbox, signed("id-7"))).isEqualTo(Outcome.DUPLICATE);
            append(inbox, signed(event("newer", "job-7", JobState.FAILED)));
            assertThat(claim(inbox)).hasSize(100);
            assertThat(inbox.nextDue()).isPresent();
            assertThat(listed(inbox, InboxQuery.all().withId("id-7"))).hasSize(1);
            assertThat(listed(inbox, InboxQuery.all().ofJob("job-7"))).hasSize(2);
            assertThat(listed(inbox, InboxQuery.all().inState(RowState.DEAD).limitedTo(50)))
                    .hasSize(50);
            inbox.prune();
            assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DONE' AND settled_at < "
                            + Rows.micros(NOON.plus(Duration.ofDays(1)))))
                    .isZero();
        }
    }

    private void assertAllIndexed(Database database, Dialect dialect, MovableClock clock) throws Exception {
        for (boolean ordered : new boolean[] {false, true}) {
            var claims = new Claims(
                    dialect,
                    ordered,
                    row -> {
                        throw new AssertionError();
                    },
                    System::nanoTime);
            for (String sql : claims.sql()) {
                assertThat(assertIndexed(database, sql)).containsPattern(DUE);
            }
            if (engine == Engine.SQLITE) {
                assertThat(assertIndexed(database, claims.sql().get(0))).contains("SEARCH e USING INTEGER PRIMARY KEY");
            }
        }
        var retention = new Retention(Duration.ofDays(7), clock, dialect);
        for (String sql : List.of(
                retention.sql().get(0),
                retention.sql().get(1),
                ClaimsRoom.COUNT,
                Collisions.KEPT,
                Collisions.GIVEN_UP,
                Collisions.WEAKER,
                Collisions.LEFT_OVER,
                Collisions.ASKED_ABOUT,
                JobEnds.FIRST,
                JobEnds.TAKE,
                Confirmations.TAKEN,
                Confirmations.YIELD,
                Records.WITHOUT_PAYLOAD + " WHERE " + Records.NAMED + " ORDER BY seq DESC LIMIT 20")) {
            assertIndexed(database, sql);
        }
        if (engine == Engine.SQLITE) {
            assertIndexed(database, RowByRow.HANDLE_NEW);
        }
        assertThat(assertIndexed(
                        database,
                        Records.WITHOUT_PAYLOAD + " WHERE state = 'DEAD' AND anyhook_event.seq < ?"
                                + " AND anyhook_handling.seq < ? ORDER BY seq DESC LIMIT 20"))
                .contains("anyhook_event_dead");
    }

    private void fill(Database database) throws Exception {
        String numbers = engine == Engine.SQLITE
                ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ")"
                : "WITH n AS (SELECT generate_series(1, CAST(" + ROWS + " AS BIGINT)) AS i)";
        long noon = Rows.micros(NOON);
        database.execute(
                "INSERT INTO anyhook_event (endpoint, event_id, event_key, end_key, provider, type, trust, received_at, job_id,"
                        + " job_key, job_state, vendor_state, payload) " + numbers
                        + " SELECT 'acme-live', 'id-' || i, 'id-' || i, 'job-' || i, 'acme', 'thing.done', 'SIGNED', "
                        + noon
                        + ", 'job-' || i, 'job-' || i, 'SUCCEEDED', 'done', "
                        + (engine == Engine.SQLITE ? "zeroblob(200)" : "decode(repeat('00', 200), 'hex')")
                        + " FROM n");
        database.execute("INSERT INTO anyhook_handling (seq, claimed, state, due_at, settled_at) SELECT seq, 0,"
                + " CASE WHEN seq > " + ROWS / 2 + " THEN 'PENDING' WHEN seq % 1000 = 0 THEN 'DEAD' ELSE 'DONE' END, "
                + noon + ", CASE WHEN seq > " + ROWS / 2 + " THEN NULL ELSE " + noon + " + seq * " + STEP
                + " END FROM anyhook_event");
    }

    private void analyze(Database database) throws Exception {
        if (engine == Engine.POSTGRESQL) {
            database.execute("ANALYZE");
        }
    }

    /** Gives the plan. */
    private String assertIndexed(Database database, String sql) throws Exception {
        String explain = engine == Engine.SQLITE ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
        var plan = new StringBuilder();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(explain + sql)) {
            int parameter = 0;
            for (int at = sql.indexOf('?'); at >= 0; at = sql.indexOf('?', at + 1)) {
                boolean text = sql.startsWith("_key = ", at - 7) || sql.startsWith("endpoint = ", at - 11);
                if (text) {
                    statement.setString(++parameter, "acme-live");
                } else if (sql.startsWith("due_at >= ", at - 10)) {
                    statement.setLong(++parameter, Long.MIN_VALUE);
                } else if (sql.startsWith("due_at <= ", at - 10)) {
                    statement.setLong(++parameter, Rows.micros(NOON.plus(Duration.ofDays(8))));
                } else {
                    statement.setLong(++parameter, 10);
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    plan.append(row.getString(engine == Engine.SQLITE ? 4 : 1)).append('\n');
                }
            }
        }
        assertThat(plan.toString())
                .as(sql)
                .doesNotContain("Seq Scan on anyhook")
                .doesNotContainPattern("SCAN (anyhook_\\w+|[depwf]|taken)( LEFT-JOIN)?\\s*\\n");
        return plan.toString();
    }
}
