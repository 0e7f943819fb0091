package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * SQLite's write-ahead log, which is moved into the file beside the commits. Once it is large it is begun anew from its
 * start, for which commits are held up: so nearly all of it is moved before, and what its end was made of is used
 * again.
 */
final class SqliteLog {
    /** What it may keep of the disk, in bytes, when it is begun anew. */
    static final int KEPT = 64 * 1024 * 1024;

    /** What is large, in pages: 16 MiB. */
    static final int LARGE = 4_096;

    /** So many times what is large is too much: commits are held up for however much is left. */
    private static final int TOO_LARGE = 4;

    private static final int FEW = 250;
    private static final int TRIES = 8;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    /** For whoever writes, when the log is too large. Waiting for the pen holds nobody up. */
    private static final Duration MORE_PATIENCE = Duration.ofSeconds(2);

    private final int large;
    private final int usualPatience;

    /** One that is large with so many pages, on connections that wait {@code usualPatience} milliseconds for locks. */
    SqliteLog(int large, int usualPatience) {
        this.large = large;
        this.usualPatience = usualPatience;
    }

    /** Moves what it can of the log; {@code pen} is wanted for a moment if it is to be begun anew. */
    void move(Connection connection, Pen pen) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Moved before = Moved.NOTHING;
            Moved moved = checkpoint(statement, "PASSIVE");
            for (int tries = 1; isLarge(moved) && moved.since(before) > FEW && tries < TRIES; tries++) {
                before = moved;
                moved = checkpoint(statement, "PASSIVE");
            }
            boolean due = moved.pages >= large && moved.since(before) <= FEW;
            boolean overdue = moved.pages >= large * TOO_LARGE;
            boolean read = moved.left() > FEW; // Someone needs what comes next, and would hold up commits as well.
            if ((due || overdue) && !read) {
                beginAnew(statement, pen, overdue ? MORE_PATIENCE : PATIENCE);
            }
        }
    }

    /** Large enough to be begun anew, and not yet so large that more passes only let it grow. */
    private boolean isLarge(Moved moved) {
        return moved.pages >= large && moved.pages < large * TOO_LARGE;
    }

    /** Nobody is held up for long by whoever reads: the log stays as it is until the next time then. */
    private void beginAnew(Statement statement, Pen pen, Duration patience) throws SQLException {
        if (!pen.takeWithin(patience)) {
            return;
        }
        try {
            statement.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
            checkpoint(statement, "RESTART");
        } finally {
            pen.giveBack();
            statement.execute("PRAGMA busy_timeout = " + usualPatience);
        }
    }

    private static Moved checkpoint(Statement statement, String mode) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            return new Moved(row.getInt("log"), row.getInt("checkpointed"));
        }
    }

    /**
     * How far a checkpoint came.
     *
     * @param pages in the log when it began: what is written meanwhile is left for the next, about as much as that
     *     moves
     * @param moved of these
     */
    private record Moved(int pages, int moved) {
        static final Moved NOTHING = new Moved(0, 0);

        /** How many it moved itself, after another that ended {@code before}. */
        int since(Moved before) {
            return moved - before.moved;
        }

        int left() {
            return pages - moved;
        }
    }
}
