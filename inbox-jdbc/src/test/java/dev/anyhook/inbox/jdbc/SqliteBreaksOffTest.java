package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors after which SQLite has rolled back the whole transaction, and not the statement alone. */
class SqliteBreaksOffTest {
    private static final String AN_HOUR_OF_WRITING =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)"
                    + " INSERT INTO effect SELECT 'x' FROM n WHERE i < 0";

    @TempDir
    Path folder;

    private Database database;
    private JdbcInbox inbox;
    private Lease lease;
    private Connection connection;

    @BeforeEach
    void handle() throws SQLException {
        database = Engine.SQLITE.fresh(folder);
        inbox = database.open();
        database.execute("CREATE TABLE effect (what)");
        append(inbox, signed("a"));
        lease = claimOne(inbox);
        connection = lease.resource(Connection.class).orElseThrow();
        Database.execute(connection, "INSERT INTO effect VALUES ('early')");
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aFullDisk() throws SQLException {
        Database.execute(connection, "PRAGMA max_page_count = 100");

        assertThatThrownBy(() -> Database.execute(connection, "INSERT INTO effect VALUES (zeroblob(10000000))"))
                .hasMessageContaining("SQLITE_FULL");

        isOver();
    }

    @Test
    void aStatementThatIsCancelled() throws Exception {
        do {
            cancelAnHourOfWriting();
        } while (isUsable()); // Before a statement runs, while it is only read, cancelling it ends nothing.

        isOver();
    }

    private void cancelAnHourOfWriting() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var running = new AtomicBoolean(true);
            var cancelling = CompletableFuture.runAsync(() -> cancelWhile(running, statement));

            assertThatThrownBy(() -> statement.execute(AN_HOUR_OF_WRITING)).hasMessageContaining("SQLITE_INTERRUPT");
            running.set(false);
            cancelling.join();
        }
    }

    private boolean isUsable() {
        try {
            Database.execute(connection, "SELECT 1");
            return true;
        } catch (SQLException over) {
            return false;
        }
    }

    private static void cancelWhile(AtomicBoolean running, Statement statement) {
        try {
            while (running.get()) {
                for (int i = 0; i < 1_000; i++) {
                    Thread.yield();
                }
                statement.cancel();
            }
        } catch (SQLException over) {
            assertThat(over.getMessage()).contains("was ended by an error");
        }
    }

    private void isOver() throws SQLException {
        assertThatThrownBy(() -> Database.execute(connection, "INSERT INTO effect VALUES ('late')"))
                .hasMessage("the settling transaction was ended by an error, or by the handler's own SQL");
        assertThat(inbox.settle(lease, new Settlement.Done()).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(database.count("SELECT COUNT(*) FROM effect")).isZero();
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'PENDING' AND held = 1"))
                .isOne();
    }
}
