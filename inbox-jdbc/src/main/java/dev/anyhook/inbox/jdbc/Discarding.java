package dev.anyhook.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Lets go of what was given up. */
final class Discarding {
    private static final String GIVEN_UP = " WHERE seq = ? AND state = 'DEAD' AND claimed = ";
    private static final String COUNT_AS_DONE =
            "UPDATE anyhook_handling SET state = 'DONE', settled_at = ?, last_error = ?, fence = fence + 1" + GIVEN_UP
                    + "0";
    private static final String FORGET_CLAIM = "DELETE FROM anyhook_handling" + GIVEN_UP + "1";

    private Discarding() {}

    /**
     * Counts an event as handled, and deletes a mere claim, whose id must stay free for the truth; false when there is
     * no such entry, or it was not given up.
     */
    static boolean discard(Session session, long number, String who, String why, Instant now) throws SQLException {
        PreparedStatement update = session.prepare(COUNT_AS_DONE);
        Rows.setInstant(update, 1, now);
        update.setString(2, Settles.lastError("discarded by " + who + ": " + why));
        update.setLong(3, number);
        return update.executeUpdate() == 1 || forgetsClaim(session, number);
    }

    private static boolean forgetsClaim(Session session, long number) throws SQLException {
        PreparedStatement delete = session.prepare(FORGET_CLAIM);
        delete.setLong(1, number);
        if (delete.executeUpdate() == 0) {
            return false;
        }
        PreparedStatement forget = session.prepare(Retention.FORGET);
        forget.setLong(1, number);
        forget.executeUpdate();
        return true;
    }
}
