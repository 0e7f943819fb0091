package dev.anyhook.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Lets go of what was given up. */
final class Discarding {
    private static final String COUNT_AS_DONE = "UPDATE anyhook_handling SET state = 'DONE', settled_at = ?,"
            + " last_error = ?, fence = fence + 1 WHERE seq = ? AND state = 'DEAD'";

    /** A mere claim keeps no id: it may be made again, and be true by then. */
    private static final String FREE_CLAIM =
            "UPDATE anyhook_event SET event_key = NULL, claim_key = NULL WHERE seq = ? AND trust = 'CLAIMED'";

    private Discarding() {}

    /** Counts an entry as handled; false when there is no such entry, or it was not given up. */
    static boolean discard(Session session, long number, String who, String why, Instant now) throws SQLException {
        PreparedStatement update = session.prepare(COUNT_AS_DONE);
        Rows.setInstant(update, 1, now);
        update.setString(2, Settles.lastError(InboxRecord.DISCARDED + who + ": " + why));
        update.setLong(3, number);
        if (update.executeUpdate() == 0) {
            return false;
        }
        PreparedStatement free = session.prepare(FREE_CLAIM);
        free.setLong(1, number);
        free.executeUpdate();
        return true;
    }
}
