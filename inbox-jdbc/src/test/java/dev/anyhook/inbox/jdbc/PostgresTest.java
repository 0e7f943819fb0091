package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.LEASE;
import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static dev.anyhook.inbox.jdbc.FaultsTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTest {
    private static final String PASSWORD = "correct-horse-battery";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reWriteBatchedInserts=true",
                "rewritebatchedinserts=TRUE",
                "user=u&REWRITEBATCHEDINSERTS=true",
                "reWrite%42atchedInserts=true",
                "reWriteBatchedInserts",
                "reWriteBatchedInserts=yes"
            })
    void refusesWhatHidesDuplicates(String settings) {
        String url = "jdbc:postgresql://localhost/db?password=" + PASSWORD + "&" + settings;

        assertThatThrownBy(() -> JdbcInbox.postgresql(url, JdbcInboxOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reWriteBatchedInserts")
                .hasMessageNotContaining(PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:x//u:" + PASSWORD + "@h?a",
                "jdbc:mysql://h/db?password=" + PASSWORD,
                "jdbc:postgresql://localhost:1/db;password=" + PASSWORD,
                "jdbc:postgresql://localhost:1/db&password=" + PASSWORD,
                "postgresql://u:" + PASSWORD + "@h/db",
                "jdbc:postgresql://localhost:99999/db?password=" + PASSWORD,
                "jdbc:postgresql://localhost:1/db?user=u&connectTimeout=1&password=" + PASSWORD
            })
    void neverSaysThePassword(String url) {
        assertThatThrownBy(() -> JdbcInbox.postgresql(url, JdbcInboxOptions.defaults()))
                .satisfies(thrown -> {
                    var everything = new StringWriter();
                    thrown.printStackTrace(new PrintWriter(everything));
                    assertThat(everything.toString()).doesNotContain(PASSWORD);
                });
    }

    @Test
    void refusesADatabaseThatLacksCharacters() throws Exception {
        String url = PostgresServer.shared().freshDatabase();
        new Database(() -> new PostgresDialect(PostgresUrl.source(url)), url)
                .execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");

        assertThatThrownBy(() ->
                        JdbcInbox.postgresql(url.replaceFirst("/inbox[0-9]+", "/latin"), JdbcInboxOptions.defaults()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database's encoding is LATIN1, and events need UTF8");
    }

    @Test
    void waitsForTheDiskWhateverTheServersDefaultIs() throws Exception {
        String url = PostgresServer.shared().freshDatabase();
        Dialect dialect = new PostgresDialect(PostgresUrl.source(url));
        try (HikariDataSource pool = Pools.own(dialect, dialect.connections(), true);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("on");
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void letsNobodyHoldUpOthersForLong() throws Exception {
        String url = PostgresServer.shared().freshDatabase();
        Dialect dialect = new PostgresDialect(PostgresUrl.source(url));
        String own = "options=-c%20lock_timeout=700ms%20-c%20idle_in_transaction_session_timeout=0";
        Dialect told = new PostgresDialect(PostgresUrl.source(url + (url.contains("?") ? "&" : "?") + own));
        try (HikariDataSource pool = Pools.own(dialect, dialect.connections(), true);
                HikariDataSource handlers = Pools.handlers(dialect, dialect.connections(), 1);
                HikariDataSource toldOtherwise = Pools.own(told, told.connections(), true)) {
            assertThat(setting(pool, "lock_timeout")).isEqualTo("2s");
            assertThat(setting(pool, "idle_in_transaction_session_timeout")).isEqualTo("5s");
            assertThat(setting(pool, "tcp_keepalives_idle")).isEqualTo("30");
            assertThat(setting(handlers, "lock_timeout")).isEqualTo("0");
            assertThat(setting(handlers, "idle_in_transaction_session_timeout")).isEqualTo("0");
            assertThat(setting(handlers, "tcp_keepalives_idle")).isEqualTo("30");
            assertThat(setting(toldOtherwise, "lock_timeout")).isEqualTo("700ms");
            assertThat(setting(toldOtherwise, "idle_in_transaction_session_timeout"))
                    .isEqualTo("0");
        }
    }

    private static String setting(DataSource pool, String name) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    /** As a receiver does that is frozen before it commits. */
    @Test
    void keepsWhatIsNotInTheWayOfSomebodyWhoHoldsKeys() throws Exception {
        Database database = Engine.POSTGRESQL.fresh(Path.of(""));
        try (JdbcInbox inbox = database.open();
                Connection frozen = database.connect()) {
            frozen.setAutoCommit(false);
            for (String key : List.of("one", "two")) { // As many as there are writers.
                Database.execute(
                        frozen,
                        "INSERT INTO anyhook_event (endpoint, event_id, event_key, provider, type, trust, received_at, payload)"
                                + " VALUES ('acme-live', '" + key + "', '" + key + "', 'acme', 'x', 'SIGNED', 0, '')");
            }

            var one = inbox.append(signed("one"));
            var two = inbox.append(signed("two"));
            var others = IntStream.range(0, 30)
                    .mapToObj(i -> inbox.append(signed("other " + i)))
                    .toList();

            assertThat(others).extracting(Events::result).containsOnly(Outcome.STORED);
            assertThat(failed(one)).isTrue();
            assertThat(failed(two)).isTrue();
            frozen.rollback();
            assertThat(append(inbox, signed("one"))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void claimsInOrderWithoutWaitingForWhoIsFrozenWhileHeDoes() throws Exception {
        Database database = Engine.POSTGRESQL.fresh(Path.of(""));
        try (JdbcInbox inbox = database.open(JdbcInboxOptions.defaults().withOrderedPerJob(true));
                Connection frozen = database.connect()) {
            frozen.setAutoCommit(false);
            assertThat(database.dialect().get().lockForOrder(frozen)).isTrue();
            append(inbox, signed("a"));

            assertThat(Events.claim(inbox)).isEmpty();
            assertThat(inbox.nextDue()).as("looks again at once").contains(NOON);
            assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);

            frozen.rollback();
            assertThat(Events.ids(Events.claim(inbox))).containsExactly("a", "b");
        }
    }

    /** Or it would be handled once more because somebody looks at the row, or at the table, for some seconds. */
    @Test
    @Timeout(60)
    void settlesWhatIsLockedForAWhile() throws Exception {
        Database database = Engine.POSTGRESQL.fresh(Path.of(""));
        String waiting = "SELECT COALESCE(EXTRACT(EPOCH FROM MAX(query_start)) * 1000000, 0) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'";
        try (JdbcInbox inbox = database.open();
                Connection looking = database.connect()) {
            append(inbox, signed("a"));
            Lease lease = claimOne(inbox);
            looking.setAutoCommit(false);
            Database.execute(looking, "SELECT * FROM anyhook_handling FOR UPDATE");

            var settled = inbox.settle(lease, new Settlement.Done()).toCompletableFuture();
            long first = 0;
            while (first == 0 && !settled.isDone()) {
                first = database.count(waiting);
            }
            long second = first;
            while (second <= first && !settled.isDone()) {
                second = database.count(waiting);
            }

            assertThat(settled).as("is tried again").isNotDone();
            assertThat(append(inbox, signed("b"))).as("beside it").isEqualTo(Outcome.STORED);
            looking.rollback();
            assertThat(Events.result(settled)).isTrue();
        }
    }

    /** A server that is no primary any more, for example. */
    @Test
    @Timeout(60)
    void givesNoHandlerAConnectionAgainOnWhichNothingCanBeWritten() throws Exception {
        Database database = Engine.POSTGRESQL.fresh(Path.of(""));
        String name = database.url().replaceFirst(".*/([^/?]+).*", "$1");
        try (JdbcInbox inbox = database.open()) {
            database.execute("CREATE TABLE effect (id TEXT)");
            openBothWriters(inbox, database);
            append(inbox, signed("a"));
            Lease first = claimOne(inbox);
            database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
            Connection deaf = first.resource(Connection.class).orElseThrow();
            assertThatThrownBy(() -> Database.execute(deaf, "INSERT INTO effect VALUES ('a')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read-only");
            Events.settle(inbox, first, new Settlement.Retry(NOON, "read-only"));
            try (Connection repairing = database.connect()) {
                Database.execute(repairing, "SET default_transaction_read_only = off");
                Database.execute(repairing, "ALTER DATABASE " + name + " RESET default_transaction_read_only");
            }

            Lease second = claimOne(inbox);
            Database.execute(second.resource(Connection.class).orElseThrow(), "INSERT INTO effect VALUES ('a')");
            assertThat(done(inbox, second)).isTrue();
            assertThat(database.count("SELECT COUNT(*) FROM effect")).isEqualTo(1);
        }
    }

    private static void openBothWriters(JdbcInbox inbox, Database database) throws SQLException {
        String writers =
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'COMMIT'";
        for (int i = 0; database.count(writers) < 2; i++) {
            String id = "filler " + i + " ";
            var some = IntStream.range(0, 100)
                    .mapToObj(each -> inbox.append(signed(id + each)))
                    .toList();
            assertThat(some).extracting(Events::result).containsOnly(Outcome.STORED);
            Events.claim(inbox).forEach(lease -> done(inbox, lease));
        }
    }

    @Test
    void refusesAServerThatIsTooOld() {
        PostgresDialect.insistOnVersion(14);

        assertThatThrownBy(() -> PostgresDialect.insistOnVersion(13))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the server is PostgreSQL 13, and the inbox needs 14 or newer");
    }

    @Test
    void leadsBackToNoConnectionFromAnArrayEither() throws Exception {
        String url = PostgresServer.shared().freshDatabase();
        try (JdbcInbox inbox = JdbcInbox.postgresql(url, JdbcInboxOptions.defaults())) {
            append(inbox, signed("a"));
            Connection connection = claimOne(inbox).resource(Connection.class).orElseThrow();

            Array made = connection.createArrayOf("int8", new Object[] {7L});
            try (PreparedStatement select = connection.prepareStatement("SELECT ?::int8[]")) {
                select.setArray(1, made);
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    for (Array array : List.of(made, row.getArray(1))) {
                        try (ResultSet elements = array.getResultSet()) {
                            assertThat(elements.next()).isTrue();
                            assertThat(elements.getLong(2)).isEqualTo(7);
                            assertThat(elements.getStatement().getConnection()).isSameAs(connection);
                        }
                    }
                }
            }
        }
    }

    /** An impatient caller that is a virtual thread would close the connection for all others. */
    @Test
    void neverWritesOnACallersThread() {
        var faults = new Faults();
        try (JdbcInbox inbox = Engine.POSTGRESQL.fresh(Path.of("")).open(JdbcInboxOptions.defaults(), faults)) {
            faults.writers.clear(); // This thread made the tables.
            for (int i = 0; i < 50; i++) {
                assertThat(inbox.appendHere(signed("e" + i))
                                .toCompletableFuture()
                                .join())
                        .isEqualTo(Outcome.STORED);
            }
        }
        assertThat(faults.writers).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    /** A vendor that never calls again does not care why it was refused. */
    @Test
    void keepsTheFirstEventsAfterTheServerWasRestartedWhileNoneCame() throws Exception {
        PostgresServer server = PostgresServer.start();
        String url = server.freshDatabase();
        try (JdbcInbox inbox = JdbcInbox.postgresql(url, JdbcInboxOptions.defaults())) {
            var before = IntStream.range(0, 100)
                    .mapToObj(i -> inbox.append(signed("before " + i)))
                    .toList();
            assertThat(before).extracting(Events::result).containsOnly(Outcome.STORED);
            server.stop();
            server.startAgain();

            for (int i = 0; i < 10; i++) {
                assertThat(append(inbox, signed("after " + i))).isEqualTo(Outcome.STORED);
            }
        } finally {
            server.stop();
        }
    }

    /** Or all that waits to be kept would be refused because somebody allows less time than one command takes. */
    @ParameterizedTest
    @CsvSource({
        "55P03, true",
        "57014, true",
        "42501, true",
        "40P01, true",
        "57P01, false",
        "53100, false",
        "08006, false"
    })
    void knowsWhenOneCommandIsToBlameAndNotTheDatabase(String state, boolean command) {
        var dialect = new PostgresDialect(PostgresUrl.source("jdbc:postgresql://localhost/db"));

        assertThat(dialect.blamesCommand(new SQLException("it failed", state))).isEqualTo(command);
    }

    @Test
    void refusesAppendsWhileTheServerIsGoneAndRecovers() throws Exception {
        PostgresServer server = PostgresServer.start();
        String url = server.freshDatabase();
        try (JdbcInbox inbox = JdbcInbox.postgresql(url, JdbcInboxOptions.defaults())) {
            append(inbox, signed("a"));
            Lease lease = claimOne(inbox);
            server.stop();

            assertThat(failed(inbox.append(signed("b")))).isTrue();
            assertThat(failed(inbox.settle(lease, new Settlement.Done()))).isTrue();
            assertThatThrownBy(() -> inbox.claim(1, NOON, LEASE)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(inbox::nextDue).isInstanceOf(IllegalStateException.class);

            server.startAgain();
            assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);
            assertThat(Events.claim(inbox, NOON.plus(LEASE))).hasSize(2).allMatch(again -> done(inbox, again));
        } finally {
            server.stop();
        }
    }
}
