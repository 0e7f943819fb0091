package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** A database of a test's own: opened as inboxes, as often as wanted, or looked into directly. */
record Database(Supplier<Dialect> dialect, String url) {
    JdbcInbox open() {
        return open(JdbcInboxOptions.defaults());
    }

    JdbcInbox open(JdbcInboxOptions options) {
        return new JdbcInbox(dialect.get(), options);
    }

    /** An inbox whose database misbehaves as {@code faults} says. */
    JdbcInbox open(JdbcInboxOptions options, Faults faults) {
        return new JdbcInbox(faults.in(dialect.get()), options);
    }

    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        if (url.startsWith("jdbc:sqlite")) {
            execute(connection, "PRAGMA busy_timeout=5000");
        }
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Whether each event has its row of handling, which knows whether it waits to be confirmed, and the other way
     * round.
     */
    boolean isWhole() throws SQLException {
        return count("SELECT COUNT(*) FROM anyhook_event e FULL JOIN anyhook_handling h ON h.seq = e.seq"
                        + " WHERE e.seq IS NULL OR h.seq IS NULL"
                        + " OR (h.state = 'PENDING' AND h.claimed <> CASE WHEN e.trust = 'CLAIMED' THEN 1 ELSE 0 END)")
                == 0;
    }

    long count(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
