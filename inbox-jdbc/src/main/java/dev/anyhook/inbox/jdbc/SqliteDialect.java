package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in a file of ours: write-ahead log, a disk sync at each commit, checkpoints beside the commits and not inside
 * them.
 */
final class SqliteDialect implements Dialect {
    private static final int BUSY_MILLIS = 5_000;
    private static final int EMPTYING_MILLIS = 50;
    private static final int CACHE_KIB = 32 * 1024;
    private static final long LARGE_LOG = 64L * 1024 * 1024;
    private static final int PRIMARY_CODE = 0xFF;
    private static final Set<Integer> COMMANDS_FAULT = Set.of(
            SQLiteErrorCode.SQLITE_ERROR.code,
            SQLiteErrorCode.SQLITE_TOOBIG.code,
            SQLiteErrorCode.SQLITE_CONSTRAINT.code,
            SQLiteErrorCode.SQLITE_MISMATCH.code,
            SQLiteErrorCode.SQLITE_RANGE.code);

    private final Path file;
    private final long largeLog;

    SqliteDialect(Path file) {
        this(file, LARGE_LOG);
    }

    /** A log of more than {@code largeLog} bytes is emptied. */
    SqliteDialect(Path file, long largeLog) {
        this.file = InboxFile.prepared(file);
        this.largeLog = largeLog;
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
        config.setCacheSize(-CACHE_KIB);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public void connectionSettings(HikariConfig pool) {
        // The configuration of the data source says it all.
    }

    @Override
    public int writers() {
        return 1;
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

    @Override
    public void lockForOrder(Connection connection) {
        // Whoever writes is alone.
    }

    @Override
    public String skipLocked() {
        return "";
    }

    @Override
    public boolean streamsInTransactions() {
        return false;
    }

    @Override
    public boolean blamesCommand(SQLException failed) {
        return COMMANDS_FAULT.contains(failed.getErrorCode() & PRIMARY_CODE);
    }

    /** Moves the log into the file while commits go on; only when the log has become large are they held up, shortly. */
    @Override
    public void maintain(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            if (Path.of(file + "-wal").toFile().length() > largeLog) {
                emptyLog(statement);
            }
        }
    }

    /** Commits wait meanwhile; so nobody waits long for whoever still reads the log. */
    private static void emptyLog(Statement statement) throws SQLException {
        statement.execute("PRAGMA busy_timeout = " + EMPTYING_MILLIS);
        try {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
            statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
        }
    }
}
