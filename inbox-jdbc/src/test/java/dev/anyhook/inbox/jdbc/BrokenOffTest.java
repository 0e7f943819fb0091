package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A handler that goes on after an error with which the database has ended the settling transaction. */
@ParameterizedClass
@EnumSource(Engine.class)
class BrokenOffTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() throws SQLException {
        database = engine.fresh(folder);
        inbox = database.open();
        database.execute("CREATE TABLE effect (what TEXT)");
        database.execute("CREATE TABLE once (what TEXT UNIQUE)");
        database.execute("INSERT INTO once VALUES ('taken')");
        append(inbox, signed("a"));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void keepsNothingAndIsNotDone() throws Exception {
        Lease lease = claimOne(inbox);
        Connection connection = lease.resource(Connection.class).orElseThrow();
        Database.execute(connection, "INSERT INTO effect VALUES ('early')");
        try (PreparedStatement late = connection.prepareStatement("INSERT INTO effect VALUES ('late')")) {
            breakOff(connection);

            assertThatThrownBy(late::executeUpdate).isInstanceOf(SQLException.class);
            assertThat(Set.of(late)).as("code that closes it later finds it").contains(late);
            assertThat(late).asString().isNotEmpty();
        }

        assertThat(inbox.settle(lease, new Settlement.Done()).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(effects()).isZero();
        assertThat(settle(inbox, lease, new Settlement.Retry(NOON, "again"))).isTrue();
        isHandledInTheEnd();
    }

    @Test
    void keepsNothingOfWhoFailsAfterwardsEither() throws Exception {
        Lease lease = claimOne(inbox);
        Connection connection = lease.resource(Connection.class).orElseThrow();
        breakOff(connection);
        assertThatThrownBy(() -> Database.execute(connection, "INSERT INTO effect VALUES ('late')"))
                .isInstanceOf(SQLException.class);

        assertThat(settle(inbox, lease, new Settlement.Retry(NOON, "again"))).isTrue();
        assertThat(effects()).isZero();
        isHandledInTheEnd();
    }

    /** A handler's other thread can break it off after everybody has looked. */
    @Test
    void isNotDoneEvenIfNobodyNotices() throws Exception {
        inbox.close();
        inbox = new JdbcInbox(unnoticed(database.dialect().get()), JdbcInboxOptions.defaults());
        Lease lease = claimOne(inbox);
        Connection connection = lease.resource(Connection.class).orElseThrow();
        Database.execute(connection, "INSERT INTO effect VALUES ('early')");
        breakOff(connection);

        CompletableFuture<Boolean> settled =
                inbox.settle(lease, new Settlement.Done()).toCompletableFuture();
        assertThat(settled.handle((done, failed) -> failed == null && done)).isCompletedWithValue(false);
        assertThat(effects()).isZero();
        assertThat(settle(inbox, lease, new Settlement.Retry(NOON, "again"))).isTrue();
        isHandledInTheEnd();
    }

    /** The same engine, whose connections do not tell when a transaction ends. */
    private static Dialect unnoticed(Dialect dialect) {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    method.setAccessible(true);
                    return method.getName().equals("watch") ? (Runnable) () -> {} : method.invoke(dialect, arguments);
                });
    }

    @Test
    void goesOnAfterAnErrorThatLeavesItWhole() throws Exception {
        Lease lease = claimOne(inbox);
        Connection connection = lease.resource(Connection.class).orElseThrow();
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> Database.execute(connection, "INSERT INTO once VALUES ('taken')"))
                .isInstanceOf(SQLException.class);
        connection.rollback(before);
        Database.execute(connection, "INSERT INTO effect VALUES ('late')");

        assertThat(done(inbox, lease)).isTrue();
        assertThat(effects()).isOne();
    }

    private void breakOff(Connection connection) {
        String how = engine == Engine.SQLITE ? "INSERT OR ROLLBACK" : "INSERT";
        assertThatThrownBy(() -> Database.execute(connection, how + " INTO once VALUES ('taken')"))
                .isInstanceOf(SQLException.class);
    }

    private void isHandledInTheEnd() throws SQLException {
        Lease again = claimOne(inbox);
        Connection connection = again.resource(Connection.class).orElseThrow();
        Database.execute(connection, "INSERT INTO effect VALUES ('in the end')");
        assertThat(done(inbox, again)).isTrue();
        assertThat(effects()).isOne();
        assertThat(database.isWhole()).isTrue();
    }

    private long effects() throws SQLException {
        return database.count("SELECT COUNT(*) FROM effect");
    }
}
