package dev.anyhook.benchmarks.inbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The tables of an inbox of ours, as one sees them from beside it. */
final class Tables {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String url;
    private final boolean sqlite;

    Tables(String url, boolean sqlite) {
        this.url = url;
        this.sqlite = sqlite;
    }

    /** Throws unless there are {@code rows} events, and all of them handled. */
    void insistOn(long rows) throws SQLException {
        long events = number("SELECT count(*) FROM anyhook_event");
        long handled = number("SELECT count(*) FROM anyhook_handling WHERE state = 'DONE'");
        insist(events, handled, rows);
    }

    private static void insist(long events, long handled, long rows) {
        if (events != rows || handled != rows) {
            throw new IllegalStateException(events + " events, " + handled + " of them handled, instead of " + rows);
        }
    }

    /** The number of the newest event. */
    long newest() throws SQLException {
        return number("SELECT max(seq) FROM anyhook_handling");
    }

    /** How many bytes the events take with their indexes, without the log. */
    long size() throws SQLException {
        return number(
                sqlite
                        ? "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
                        : "SELECT pg_total_relation_size('anyhook_event') + pg_total_relation_size('anyhook_handling')");
    }

    /**
     * Deletes the events that came after the one of number {@code last}: {@code rows} of them, all handled; throws if
     * it was otherwise. PostgreSQL would keep their keys until its next vacuum, and so gets one; but what handling
     * leaves behind stays as it is, since looking past it is a part of what a claim costs.
     */
    void deleteAfter(long last, int rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            long handled =
                    statement.executeUpdate("DELETE FROM anyhook_handling WHERE state = 'DONE' AND seq > " + last);
            long events = statement.executeUpdate("DELETE FROM anyhook_event WHERE seq > " + last);
            insist(events, handled, rows);
            if (!sqlite) {
                statement.execute("VACUUM (INDEX_CLEANUP ON) anyhook_event");
            }
        }
    }

    /**
     * Waits until the inbox has begun to forget its events, and then until it has forgotten all; gives the rows a
     * second. Looks for one row at a time, so that whoever forgets is not held up by whoever watches.
     */
    double forgottenPerSecond() throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            long oldest = number(statement, "SELECT min(seq) FROM anyhook_handling");
            awaitNone(statement, "SELECT 1 FROM anyhook_handling WHERE seq = " + oldest);
            long began = System.nanoTime();
            long left = number(statement, "SELECT count(*) FROM anyhook_handling");
            awaitNone(statement, "SELECT 1 FROM anyhook_handling ORDER BY seq DESC LIMIT 1");
            double perSecond = left * 1e9 / (System.nanoTime() - began);
            insistOn(0);
            return perSecond;
        }
    }

    private static void awaitNone(Statement statement, String sql) throws SQLException, InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (isAny(statement, sql)) {
            if (System.nanoTime() > last) {
                throw new IllegalStateException("not forgotten within " + PATIENCE);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static boolean isAny(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return number(statement, sql);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
