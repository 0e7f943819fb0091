package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.IncomingEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A row as it was when it was claimed.
 *
 * @param seq which row
 * @param fence what the row's fence must be for the lease to hold
 * @param incoming the event
 * @param attempt how often it was claimed, this time included
 * @param late whether its job has ended already
 * @param length how long the lease is
 */
record Claimed(long seq, long fence, IncomingEvent incoming, int attempt, boolean late, Duration length) {
    static Claimed read(ResultSet row, Duration length) throws SQLException {
        return new Claimed(
                row.getLong("seq"),
                row.getLong("fence"),
                Rows.incoming(row),
                row.getInt("attempts"),
                row.getBoolean("late"),
                length);
    }
}
