package dev.anyhook.benchmarks.inbox;

import dev.anyhook.receiver.IncomingEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** One insert per commit in SQLite: write-ahead log, synced at each commit, one connection and a lock around it. */
final class PlainSqlite implements Store {
    private final Connection connection;
    private final PreparedStatement insert;

    PlainSqlite(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        this.connection = config.createConnection("jdbc:sqlite:" + file);
        PlainTable.create(connection, "INTEGER PRIMARY KEY", "BLOB");
        this.insert = connection.prepareStatement(PlainTable.INSERT);
    }

    @Override
    public synchronized boolean append(IncomingEvent incoming) throws SQLException {
        return PlainTable.insert(insert, incoming);
    }

    @Override
    public synchronized long count() throws SQLException {
        return PlainTable.count(connection);
    }

    @Override
    public boolean tellsDuplicates() {
        return true;
    }

    @Override
    public synchronized void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
