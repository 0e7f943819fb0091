package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static dev.anyhook.inbox.jdbc.FaultsTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.anyhook.Payload;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteFileTest {
    private static final int LARGE = 100_000;

    private static final int CONNECTIONS = 5;

    @TempDir
    Path folder;

    private Path file;
    private Database database;

    @BeforeEach
    void name() {
        file = folder.resolve("data").resolve("inbox.db");
        database = Engine.SQLITE.fresh(folder);
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        try (JdbcInbox inbox = database.open()) {
            append(inbox, signed("a"));

            for (String name : new String[] {"inbox.db", "inbox.db-wal"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name))))
                        .isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void waitsForTheDiskAtEachCommitOnEveryConnection() throws Exception {
        var pragmas = new HashMap<String, String>();
        Dialect dialect = database.dialect().get();
        try (HikariDataSource pool = Pools.own(dialect, dialect.connections(), true);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : new String[] {"journal_mode", "synchronous", "wal_autocheckpoint", "busy_timeout"}) {
                try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                    pragmas.put(name, row.getString(1));
                }
            }
        }

        assertThat(pragmas)
                .containsEntry("journal_mode", "wal")
                .containsEntry("synchronous", "2")
                .containsEntry("wal_autocheckpoint", "0")
                .containsEntry("busy_timeout", "5000");
    }

    /** Who pages through a list may take all day, and the log could not be begun anew for as long. */
    @Test
    void whoLooksAtAListDoesNotHoldTheLog() throws Exception {
        var busy = new ArrayList<Integer>();
        try (JdbcInbox inbox = database.open();
                Connection other = database.connect()) {
            append(inbox, signed("a"));
            append(inbox, signed("b"));
            inbox.list(InboxQuery.all().withoutPayloads(), entry -> {
                append(inbox, signed("meanwhile " + busy.size()));
                busy.add(number(other, "PRAGMA wal_checkpoint(TRUNCATE)"));
            });
        }
        assertThat(busy).containsExactly(0, 0);
    }

    private static int number(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nfs4, true",
        "NFS, true",
        "cifs, true",
        "fuse.sshfs, true",
        "ext4, false",
        "tmpfs, false",
        "overlay, false"
    })
    void knowsFileSystemsOfTheNetwork(String kind, boolean network) {
        assertThat(InboxFile.isNetwork(kind)).isEqualTo(network);
    }

    @Test
    void refusesAPathThatTheDriverWouldMisread() {
        assertThatThrownBy(() -> JdbcInbox.sqlite(folder.resolve("a?b"))).hasMessageContaining("question mark");
    }

    @Test
    void refusesAppendsWhileAnotherProcessLocksTheFileAndRecovers() throws Exception {
        try (JdbcInbox inbox = database.open()) {
            append(inbox, signed("a"));
            try (Connection rival = database.connect()) {
                Database.execute(rival, "BEGIN IMMEDIATE");

                assertThat(failed(inbox.append(signed("b")))).isTrue();

                Database.execute(rival, "ROLLBACK");
            }
            assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void refusesAppendsWhileTheDiskIsFullAndRecovers() throws Exception {
        var pages = new AtomicLong(100);
        Dialect sqlite = database.dialect().get();
        Faults faults = new Faults();
        Dialect small = Limited.to(pages, faults.in(sqlite));
        try (JdbcInbox inbox = new JdbcInbox(small, JdbcInboxOptions.defaults())) {
            int kept = 0;
            while (!failed(inbox.append(signed(large("e" + kept))))) {
                kept++;
            }
            assertThat(kept).isBetween(1, 10);
            assertThat(database.count("SELECT COUNT(*) FROM anyhook_event")).isEqualTo(kept);

            pages.set(100_000);

            assertThat(IntStream.range(0, CONNECTIONS).anyMatch(i -> !failed(inbox.append(signed(large("after"))))))
                    .as("once each connection that knows the old limit has failed")
                    .isTrue();
            assertThat(claimOneOf(inbox)).isNotNull();
        }
    }

    /** 800 MB of events go through it. */
    @Test
    void boundsItsLogUnderLoad() throws Exception {
        try (JdbcInbox inbox = database.open()) {
            long written = 0;
            long largest = 0;
            for (int round = 0; round < 80; round++) {
                int first = round * 100;
                IntStream.range(first, first + 100)
                        .mapToObj(i -> inbox.append(signed(large("e" + i))))
                        .toList()
                        .forEach(Events::result);
                written += 100L * LARGE;
                largest = Math.max(largest, Files.size(file.resolveSibling("inbox.db-wal")));
            }
            assertThat(largest).isLessThan(written / 2);
        }
    }

    @Test
    @Timeout(60)
    void keepsAppendingWhileSomebodyReadsALargeLogAndBeginsItAnewAfterwards() throws Exception {
        Path log = file.resolveSibling("inbox.db-wal");
        Dialect alwaysLarge = new SqliteDialect(file, 0);
        var otherPen = new Pen(1);
        try (JdbcInbox inbox = new JdbcInbox(alwaysLarge, JdbcInboxOptions.defaults());
                HikariDataSource pool = Pools.own(alwaysLarge, alwaysLarge.connections(), true)) {
            append(inbox, signed("first"));
            try (Connection reader = database.connect();
                    Statement statement = reader.createStatement()) {
                Database.execute(reader, "BEGIN");
                statement.executeQuery("SELECT COUNT(*) FROM anyhook_event").close();
                for (int i = 0; i < 10; i++) {
                    assertThat(append(inbox, signed(large("e" + i)))).isEqualTo(Outcome.STORED);
                    alwaysLarge.maintain(pool, otherPen);
                }
                Database.execute(reader, "COMMIT");
            }
            long whileRead = Files.size(log);

            for (int i = 10; i < 40; i++) {
                alwaysLarge.maintain(pool, otherPen);
                assertThat(append(inbox, signed(large("e" + i)))).isEqualTo(Outcome.STORED);
            }
            assertThat(Files.size(log)).isBetween(whileRead, 2 * whileRead);
            assertThat(database.count("SELECT COUNT(*) FROM anyhook_event")).isEqualTo(41);
        }
    }

    /** Whoever is to take back what a handler holds must not wait for it. */
    @Test
    @Timeout(60)
    void leavesTheLogAsItIsWhileAHandlerWrites() throws Exception {
        Dialect alwaysLarge = new SqliteDialect(file, 0);
        var pen = new Pen(alwaysLarge.writers());
        try (HikariDataSource pool = Pools.own(alwaysLarge, alwaysLarge.connections(), true)) {
            pen.take();
            alwaysLarge.maintain(pool, pen);
            assertThat(pen.takeWithin(Duration.ZERO)).isFalse();

            pen.giveBack();
            alwaysLarge.maintain(pool, pen);
            assertThat(pen.takeWithin(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void usesTheRoomOfWhatItForgotAgain() throws Exception {
        var clock = new MovableClock();
        JdbcInboxOptions options = JdbcInboxOptions.defaults().withClock(clock);
        long first = 0;
        try (JdbcInbox inbox = database.open(options)) {
            for (int round = 0; round < 6; round++) {
                for (int i = 0; i < 20; i++) {
                    append(inbox, signed(large("e" + round + "-" + i)));
                }
                Events.claim(inbox, clock.instant()).forEach(lease -> done(inbox, lease));
                clock.forward(JdbcInboxOptions.defaults().retention().plusSeconds(1));
                inbox.prune();
                if (round == 1) {
                    first = database.count("SELECT page_count FROM pragma_page_count");
                }
            }
            assertThat(database.count("SELECT COUNT(*) FROM anyhook_event")).isZero();
            assertThat(database.count("SELECT page_count FROM pragma_page_count"))
                    .isLessThanOrEqualTo(first + 50);
        }
    }

    @Test
    void takesTheOnlyPenFromAHandlerThatHangsThoughItIsTimeToForget() throws Exception {
        try (JdbcInbox inbox = database.open()) {
            database.execute("CREATE TABLE effect (what TEXT)");
            append(inbox, signed("a"));
            Connection connection = claimOne(inbox).resource(Connection.class).orElseThrow();
            Database.execute(connection, "INSERT INTO effect VALUES ('x')");
            CompletableFuture<Void> forgetting = CompletableFuture.runAsync(inbox::prune);

            assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);
            forgetting.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void keepsWhatWaitsForAHandlerThatHangsWhenItCloses() throws Exception {
        JdbcInbox inbox = database.open();
        append(inbox, signed("a"));
        Connection connection = claimOne(inbox).resource(Connection.class).orElseThrow();
        Database.execute(connection, "CREATE TABLE effect (what TEXT)");
        CompletionStage<Outcome> waiting = inbox.append(signed("b"));

        inbox.close();

        assertThat(Events.result(waiting)).isEqualTo(Outcome.STORED);
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    }

    @Test
    void takesTheOnlyPenFromAHandlerThatKeepsItTooLong() throws Exception {
        try (JdbcInbox inbox = database.open()) {
            database.execute("CREATE TABLE effect (what TEXT)");
            append(inbox, signed("a"));
            Lease lease = claimOne(inbox);
            Connection connection = lease.resource(Connection.class).orElseThrow();
            Database.execute(connection, "INSERT INTO effect VALUES ('x')");

            assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);

            assertThatThrownBy(connection::createStatement).hasMessageContaining("took too long");
            assertThat(database.count("SELECT COUNT(*) FROM effect")).isZero();
        }
    }

    private static Lease claimOneOf(JdbcInbox inbox) {
        return inbox.claim(1, Events.NOON, Events.LEASE).get(0);
    }

    private static WebhookEvent large(String id) {
        WebhookEvent small = event(id);
        return new WebhookEvent(
                small.provider(), small.endpoint(), id, small.type(), null, null, Payload.copyOf(new byte[LARGE]));
    }
}
