package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.anyhook.receiver.IncomingEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in a file of ours: write-ahead log, a disk sync at each commit, checkpoints beside the commits and not inside
 * them.
 */
final class SqliteDialect implements Dialect {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDialect.class);
    private static final int BUSY_MILLIS = 5_000;

    /**
     * Small: a commit looks through all of it whenever pages of an index changed places, unless the file exceeds a
     * gibibyte.
     */
    private static final int CACHE_KIB = 4 * 1024;

    private static final int PRIMARY_CODE = 0xFF;
    private static final Set<Integer> COMMANDS_FAULT = Set.of(
            SQLiteErrorCode.SQLITE_ERROR.code,
            SQLiteErrorCode.SQLITE_TOOBIG.code,
            SQLiteErrorCode.SQLITE_CONSTRAINT.code,
            SQLiteErrorCode.SQLITE_MISMATCH.code,
            SQLiteErrorCode.SQLITE_RANGE.code);

    private final Path file;
    private final SqliteLog log;

    SqliteDialect(Path file) {
        this(file, SqliteLog.LARGE);
    }

    /** One whose log is large with so many pages. */
    SqliteDialect(Path file, int largeLog) {
        this.file = InboxFile.prepared(file);
        InboxFile.network(this.file)
                .ifPresent(kind -> LOG.warn(
                        "the inbox {} is on a file system of the network, {}: processes of two machines would ruin it",
                        this.file,
                        kind));
        this.log = new SqliteLog(largeLog, BUSY_MILLIS);
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public DataSource connections() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
        config.setJournalSizeLimit(SqliteLog.KEPT);
        config.setCacheSize(-CACHE_KIB);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public void connectionSettings(HikariConfig pool, boolean handlers) {
        // The configuration of the data source says it all.
    }

    /**
     * The driver asks for the number of the new row after each insert, by a statement made for that. Handlers may want
     * it.
     */
    @Override
    public void hasten(Connection connection) throws SQLException {
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setGetGeneratedKeys(false);
    }

    @Override
    public void insistOnFit(Connection connection) throws SQLException {
        SqliteRelease.of(connection).insistOnSafe();
    }

    /**
     * Some errors roll the whole transaction back, a full disk for example; each further statement then commits by
     * itself.
     */
    @Override
    public Runnable watch(Connection connection, Runnable ended) throws SQLException {
        SQLiteConnection driver = connection.unwrap(SQLiteConnection.class);
        var listener = new SQLiteCommitListener() {
            @Override
            public void onCommit() {
                ended.run();
            }

            @Override
            public void onRollback() {
                ended.run();
            }
        };
        driver.addCommitListener(listener);
        return () -> unwatch(driver, listener);
    }

    /** The driver would ask what is no longer there. */
    private static void unwatch(SQLiteConnection driver, SQLiteCommitListener listener) {
        try {
            if (!driver.isClosed()) {
                driver.removeCommitListener(listener);
            }
        } catch (SQLException closed) {
            throw new IllegalStateException(closed);
        }
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public int groupWriters() {
        return 1;
    }

    @Override
    public boolean callersWrite() {
        return true;
    }

    @Override
    public Duration longestTransaction() {
        return Duration.ofSeconds(3);
    }

    /** The driver has begun a transaction that only reads so far, and such a one may not be allowed to write. */
    @Override
    public void lockForMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    /** A transaction that has read cannot become one that writes once another has written: begin with a write. */
    @Override
    public void lockForWriting(Session session) throws SQLException {
        session.prepare("UPDATE anyhook_schema SET version = version WHERE version < 0")
                .executeUpdate();
    }

    /**
     * Its first write, and nobody else ever sees it: if the database ends the transaction, the row is as it was, and
     * cannot be done.
     */
    @Override
    public void beginSettling(Session session, Claimed row) throws SQLException {
        PreparedStatement mark = session.prepare("UPDATE anyhook_handling SET held = 2" + Settles.MINE);
        mark.setLong(1, row.seq());
        mark.setLong(2, row.fence());
        mark.executeUpdate();
    }

    @Override
    public String settlingMark() {
        return " AND held = 2";
    }

    @Override
    public boolean lockForOrder(Connection connection) {
        return true; // Whoever writes is alone.
    }

    @Override
    public boolean mayWrite(Connection connection) {
        return true;
    }

    @Override
    public boolean[] insert(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        return RowByRow.insert(session, events, now);
    }

    @Override
    public boolean insertOne(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException {
        return RowByRow.one(session, incoming, state, now);
    }

    @Override
    public String skipLocked(String tables) {
        return "";
    }

    @Override
    public boolean changesInQueries() {
        return false;
    }

    @Override
    public boolean keepsDeadEntries() {
        return false;
    }

    @Override
    public boolean blamesCommand(SQLException failed) {
        return failed instanceof SQLTransactionRollbackException // Ours.
                || COMMANDS_FAULT.contains(failed.getErrorCode() & PRIMARY_CODE);
    }

    /** Nobody else can write until its statement ends, and it is not closed before. */
    @Override
    public void interrupt(Connection connection) throws SQLException {
        connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
    }

    @Override
    public void maintain(DataSource source, Pen pen) throws SQLException {
        try (Connection connection = source.getConnection()) {
            log.move(connection, pen);
        }
    }
}
