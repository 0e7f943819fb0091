package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** PostgreSQL 14 or later, shared by any number of receivers and workers. */
final class PostgresDialect implements Dialect {
    private static final long MIGRATION = 0x616e79686f6f6b00L;
    private static final int LONGEST_MIGRATION_MILLIS = 60 * 60 * 1_000;
    private static final int OLDEST = 14;
    private static final long ORDER = 0x616e79686f6f6b01L;

    /** Cardinality, values, constraints, conflicts with other transactions, what it names or may not do, limits. */
    private static final Set<String> COMMANDS_FAULT = Set.of("21", "22", "23", "40", "42", "54");

    /** It waited for a lock, or took, longer than somebody allows. */
    private static final Set<String> TOO_LONG = Set.of("55P03", "57014");

    private final DataSource source;

    PostgresDialect(DataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public DataSource connections() {
        return source;
    }

    @Override
    public void connectionSettings(HikariConfig pool, boolean handlers) {
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql(PostgresSession.sql(handlers));
    }

    @Override
    public void hasten(Connection connection) {
        // The driver does what it is asked to, and no more.
    }

    /** Any other encoding lacks characters that vendors send, and an event with one of them could never be kept. */
    @Override
    public void insistOnFit(Connection connection) throws SQLException {
        insistOnVersion(connection.getMetaData().getDatabaseMajorVersion());
        String encoding = answer(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new IllegalStateException("the database's encoding is " + encoding + ", and events need UTF8");
        }
    }

    static void insistOnVersion(int major) {
        if (major < OLDEST) {
            throw new IllegalStateException(
                    "the server is PostgreSQL " + major + ", and the inbox needs " + OLDEST + " or newer");
        }
    }

    /** After an error nothing goes on but a rollback, and a commit commits nothing. */
    @Override
    public Runnable watch(Connection connection, Runnable ended) {
        return () -> {};
    }

    @Override
    public int writers() {
        return Integer.MAX_VALUE;
    }

    /**
     * While the server works on one group, the next is made ready and sent; more than two only share the same syncs.
     */
    @Override
    public int groupWriters() {
        return 2;
    }

    /**
     * A virtual thread that is interrupted closes the connection which it reads from, and with it fails what others
     * wait for.
     */
    @Override
    public boolean callersWrite() {
        return false;
    }

    @Override
    public Duration longestTransaction() {
        return Duration.ofDays(1);
    }

    /**
     * A statement that looks at all rows may take longer than any other, and so may waiting for who migrates already.
     */
    @Override
    public void lockForMigration(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, LONGEST_MIGRATION_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = 0");
            statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION + ")");
        }
    }

    @Override
    public void lockForWriting(Session session) {
        // Rows are locked one by one.
    }

    @Override
    public void beginSettling(Session session, Claimed row) {
        // Renewals of the lease change the row meanwhile.
    }

    @Override
    public String settlingMark() {
        return "";
    }

    /** Whoever waited for one that is frozen would hold up what it is to keep in the same transaction. */
    @Override
    public boolean lockForOrder(Connection connection) throws SQLException {
        return answer(connection, "SELECT pg_try_advisory_xact_lock(" + ORDER + ")")
                .equals("t");
    }

    /**
     * A server that was the primary lets read, but not write; so may a connection that was opened when it had just
     * become one.
     */
    @Override
    public boolean mayWrite(Connection connection) throws SQLException {
        return answer(connection, "SHOW transaction_read_only").equals("off");
    }

    private static String answer(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public boolean[] insert(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        return RowsTogether.insert(session, events, now);
    }

    @Override
    public boolean insertOne(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException {
        return RowsTogether.one(session, incoming, state, now);
    }

    @Override
    public String skipLocked(String tables) {
        return " FOR UPDATE OF " + tables + " SKIP LOCKED";
    }

    @Override
    public boolean changesInQueries() {
        return true;
    }

    @Override
    public boolean keepsDeadEntries() {
        return true;
    }

    @Override
    public boolean blamesCommand(SQLException failed) {
        String state = failed.getSQLState();
        return state != null
                && (TOO_LONG.contains(state)
                        || (state.length() == 5 && COMMANDS_FAULT.contains(state.substring(0, 2))));
    }

    @Override
    public void interrupt(Connection connection) {
        // Whoever waits for rows that it holds waits for its end, as for that of any other transaction.
    }

    @Override
    public void maintain(DataSource pool, Pen pen) {
        // Autovacuum does it.
    }
}
