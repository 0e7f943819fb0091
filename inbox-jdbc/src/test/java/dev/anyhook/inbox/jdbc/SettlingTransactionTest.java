package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.LEASE;
import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SettlingTransactionTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() throws SQLException {
        database = engine.fresh(folder);
        inbox = database.open(JdbcInboxOptions.defaults().withConnections(2));
        database.execute("CREATE TABLE effect (what TEXT)");
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void commitsTheEffectTogetherWithDone() throws Exception {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);

        effect(lease);
        assertThat(effects()).isZero();

        assertThat(done(inbox, lease)).isTrue();
        assertThat(effects()).isOne();
        assertThat(claim(inbox, NOON.plus(LEASE))).isEmpty();
    }

    /** The inbox itself never asks, and has told its driver so. */
    @Test
    void tellsAHandlerTheKeysOfItsRows() throws Exception {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        try (PreparedStatement insert = connection(lease)
                .prepareStatement("INSERT INTO effect VALUES ('x')", Statement.RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();

            assertThat(insert.getGeneratedKeys().next()).isTrue();
        }
        assertThat(done(inbox, lease)).isTrue();
    }

    @Test
    void undoesTheEffectOfAHandlerThatThrew() throws Exception {
        for (Settlement failed :
                List.of(new Settlement.Retry(NOON, "x"), new Settlement.Dead("x"), new Settlement.Released())) {
            append(inbox, signed("" + failed));
            Lease lease = claimOne(inbox);
            effect(lease);

            assertThat(settle(inbox, lease, failed)).isTrue();
            claim(inbox).forEach(again -> done(inbox, again));
        }

        assertThat(effects()).isZero();
    }

    @Test
    void undoesTheEffectOfAWorkerThatLostItsLease() throws Exception {
        append(inbox, signed("a"));
        Lease lost = claimOne(inbox);
        Lease held = claimOne(inbox, NOON.plus(LEASE));

        effect(lost);
        assertThat(done(inbox, lost)).isFalse();
        effect(held);
        assertThat(done(inbox, held)).isTrue();

        assertThat(effects()).isOne();
    }

    @Test
    void losesNoConnectionHoweverHandlersEnd() throws Exception {
        for (int i = 0; i < 20; i++) {
            append(inbox, signed("e" + i));
            Lease lease = claimOne(inbox);
            effect(lease);
            if (i % 3 == 0) {
                assertThatThrownBy(() -> Database.execute(connection(lease), "no SQL"))
                        .isInstanceOf(SQLException.class);
            }
            settle(inbox, lease, i % 2 == 0 && i % 3 != 0 ? new Settlement.Done() : new Settlement.Dead("x"));
        }

        assertThat(effects()).isPositive();
    }

    @Test
    void leavesTheEndOfTheTransactionToTheInbox() throws Exception {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        Connection connection = connection(lease);

        effect(lease);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.unwrap(Connection.class)).isInstanceOf(SQLException.class);
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            assertThat(statement.getConnection()).isSameAs(connection).isEqualTo(connection);
        }
        connection.close();
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(done(inbox, lease)).isTrue();

        assertThat(effects()).isOne();
        assertThatThrownBy(connection::createStatement).hasMessageContaining("has ended");
    }

    @Test
    void leadsBackToNoConnectionButItself() throws Exception {
        append(inbox, signed("a"));
        Connection connection = connection(claimOne(inbox));

        try (Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 1");
                ResultSet ofPlain = plain.executeQuery("SELECT 1");
                ResultSet ofPrepared = prepared.executeQuery();
                ResultSet tables = connection.getMetaData().getTables(null, null, "effect", null)) {
            assertThat(plain.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(ofPlain.getStatement()).isEqualTo(plain).isNotEqualTo(prepared);
            assertThat(ofPrepared.getStatement()).isInstanceOf(PreparedStatement.class);
            for (ResultSet rows : List.of(ofPlain, ofPrepared, tables)) {
                assertThat(rows.getStatement().getConnection()).isSameAs(connection);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getMetaData().getColumnCount()).isPositive();
            }
            for (Wrapper driver : List.of(plain, prepared, ofPlain, tables, connection.getMetaData())) {
                assertThat(driver.isWrapperFor(driver.getClass())).isFalse();
                assertThatThrownBy(() -> driver.unwrap(Object.class))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("the driver's own objects");
            }
        }
    }

    @Test
    void leavesTheSettingsOfTheConnectionAsTheyAre() throws Exception {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        Connection connection = connection(lease);
        effect(lease);

        List<ThrowingCallable> changes = List.of(
                () -> connection.setSchema("other"),
                () -> connection.setCatalog("other"),
                () -> connection.setReadOnly(true),
                () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE),
                () -> connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT),
                () -> connection.setTypeMap(Map.of()),
                () -> connection.setNetworkTimeout(Runnable::run, 1),
                () -> connection.setClientInfo("ApplicationName", "the handler"),
                () -> connection.setClientInfo(new Properties()),
                () -> connection.setShardingKey(null),
                connection::beginRequest,
                connection::endRequest);

        assertThat(changes)
                .allSatisfy(change -> assertThatThrownBy(change)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("the connection is lent to the handler"));
        assertThat(done(inbox, lease)).isTrue();
        assertThat(effects()).isOne();
    }

    @Test
    void rollsBackToASavepointOfTheHandlers() throws Exception {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        effect(lease);
        var savepoint = connection(lease).setSavepoint();
        effect(lease);

        connection(lease).rollback(savepoint);
        done(inbox, lease);

        assertThat(effects()).isOne();
    }

    @Test
    void goesOnAppendingAndSettlingWhileHandlersHangOnTheirConnections() throws Exception {
        for (int i = 0; i < 3; i++) {
            append(inbox, signed("hangs" + i));
        }
        List<Lease> hanging = claim(inbox);
        effect(hanging.get(0));
        if (engine == Engine.POSTGRESQL) {
            effect(hanging.get(1));
        }

        append(inbox, signed("b"));
        Lease other = claimOne(inbox);
        assertThat(done(inbox, other)).isTrue();
        assertThat(inbox.nextDue()).isPresent();
    }

    @Test
    void takesTheConnectionBackWhenTheLeaseEnds() throws Exception {
        append(inbox, signed("a"));
        Lease lease = inbox.claim(1, NOON, Duration.ofMillis(1)).get(0);
        Connection connection = connection(lease);
        effectUnlessTakenBack(connection);

        awaitTakenBack(connection);

        assertThat(inbox.settle(lease, new Settlement.Done()).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(effects()).isZero();
        Lease again = claimOne(inbox, NOON.plusSeconds(1));
        effect(again);
        assertThat(done(inbox, again)).isTrue();
        assertThat(effects()).isOne();
    }

    /** SQLite would let nobody write until the statement ends. */
    @Test
    void endsAStatementThatTakesTooLong() throws Exception {
        append(inbox, signed("a"));
        Lease lease = inbox.claim(1, NOON, Duration.ofMillis(1)).get(0);
        CompletableFuture<Void> handler = CompletableFuture.runAsync(() -> takeAnHour(lease));

        assertThatThrownBy(() -> handler.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);

        assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);
    }

    @Test
    void takesConnectionsBackWhenItCloses() throws Exception {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        effect(lease);

        CompletableFuture.runAsync(inbox::close).get(30, TimeUnit.SECONDS);

        assertThatThrownBy(() -> effect(lease)).isInstanceOf(SQLException.class);
        assertThat(effects()).isZero();
    }

    @Test
    void lendsNothingOnceItCloses() throws Exception {
        append(inbox, signed("a"));
        HeldLease lease = (HeldLease) claimOne(inbox);
        Dialect dialect = database.dialect().get();
        try (var handlers = new HandlerConnections(
                Pools.handlers(dialect, dialect.connections(), 1), dialect, new Pen(dialect.writers()))) {
            handlers.revokeAll();

            assertThatThrownBy(() -> handlers.begin(lease.transaction())).hasMessage("the inbox is closed");
        }
        assertThat(done(inbox, lease)).isTrue();
    }

    @Test
    void offersNothingElse() {
        append(inbox, signed("a"));

        assertThat(claimOne(inbox).resource(String.class)).isEmpty();
    }

    private void takeAnHour(Lease lease) {
        String sql = engine == Engine.SQLITE
                ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)"
                        + " INSERT INTO effect SELECT 'x' FROM n WHERE i < 0"
                : "SELECT pg_sleep(3600)";
        try {
            Database.execute(connection(lease), sql);
        } catch (SQLException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static void effectUnlessTakenBack(Connection connection) {
        try {
            Database.execute(connection, "INSERT INTO effect VALUES ('x')");
        } catch (SQLException takenBack) {
            assertThat(takenBack.getMessage()).contains("took too long");
        }
    }

    private static void awaitTakenBack(Connection connection) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try {
                Database.execute(connection, "SELECT 1");
            } catch (SQLException takenBack) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the connection was never taken back");
    }

    private static Connection connection(Lease lease) {
        return lease.resource(Connection.class).orElseThrow();
    }

    private static void effect(Lease lease) throws SQLException {
        Database.execute(connection(lease), "INSERT INTO effect VALUES ('x')");
    }

    private long effects() throws SQLException {
        return database.count("SELECT COUNT(*) FROM effect");
    }
}
