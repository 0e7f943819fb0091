package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What becomes of an event of which a key was taken: the event's own, or that of the end of its job. */
final class Collisions {
    static final String KEPT = kept("event_key") + " UNION ALL " + kept("claim_key");

    /**
     * What somebody left who deleted by hand how it is handled: nobody would ever hear of it, nor of what wants one of
     * its keys.
     */
    static final String LEFT_OVER = "DELETE FROM anyhook_event WHERE seq IN (" + leftOver("event_key") + " UNION ALL "
            + leftOver("claim_key") + " UNION ALL " + leftOver("end_key") + ")";

    private static final String CLAIM = "SELECT h.seq FROM anyhook_event e JOIN anyhook_handling h ON h.seq = e.seq"
            + " WHERE e.event_key = ? AND e.endpoint = ? AND h.claimed = 1";

    /** A claim that was given up may have come before its time: it makes room for the next of its id. */
    static final String GIVEN_UP = CLAIM + " AND h.state = 'DEAD'";

    /** A claim that the vendor has been asked about, and that waits to be asked about again. */
    static final String ASKED_ABOUT = CLAIM + " AND h.state = 'PENDING' AND h.attempts > 0";

    /** A mere claim, which is weaker than anything that is signed or confirmed. */
    static final String WEAKER =
            "SELECT e.seq FROM anyhook_event e WHERE e.event_key = ? AND e.endpoint = ? AND e.trust = 'CLAIMED'";

    private static final String SERIALIZATION_FAILURE = "40001";

    private Collisions() {}

    private static String leftOver(String key) {
        return "SELECT e.seq FROM anyhook_event e WHERE e." + key + " = ? AND e.endpoint = ?"
                + " AND NOT EXISTS (SELECT 1 FROM anyhook_handling h WHERE h.seq = e.seq)";
    }

    private static String kept(String key) {
        return "SELECT 1 FROM anyhook_event e JOIN anyhook_handling h ON h.seq = e.seq WHERE e." + key
                + " = ? AND e.endpoint = ?";
    }

    /**
     * Keeps {@code incoming} after all, if it is no duplicate; null if somebody else is just changing the claim that it
     * makes again, and who holds rows of events must not wait for those of their handling.
     *
     * @throws SQLTransactionRollbackException if what was in the way has gone meanwhile, and all should be tried again
     */
    static @Nullable Outcome keep(Dialect dialect, Session session, IncomingEvent incoming, Instant now)
            throws SQLException {
        if (isKept(session, incoming)) {
            boolean isClaim = incoming.trust() == Trust.CLAIMED;
            OptionalLong waiting = isClaim ? found(session, ASKED_ABOUT, incoming) : OptionalLong.empty();
            if (waiting.isPresent()) {
                return isRenewed(dialect, session, waiting.getAsLong()) ? Outcome.DUPLICATE : null;
            }
            OptionalLong given = found(session, GIVEN_UP, incoming);
            OptionalLong weaker = isClaim || given.isPresent() ? given : found(session, WEAKER, incoming);
            if (weaker.isEmpty()) {
                return Outcome.DUPLICATE;
            }
            long seq = weaker.getAsLong();
            boolean isGone = given.isPresent() ? isForgotten(dialect, session, seq) : hasYielded(dialect, session, seq);
            if (!isGone) {
                return null;
            }
        }
        forgetLeftOver(session, incoming);
        RowState state = JobEnds.beside(session, JobEnds.key(incoming), incoming.event());
        if (dialect.insertOne(session, incoming, state, now)) {
            return Outcome.STORED;
        }
        throw new SQLTransactionRollbackException("another writer was quicker", SERIALIZATION_FAILURE);
    }

    private static void forgetLeftOver(Session session, IncomingEvent incoming) throws SQLException {
        PreparedStatement forget = session.prepare(LEFT_OVER);
        String endpoint = incoming.event().endpoint();
        bindKey(forget, incoming);
        forget.setString(3, claimKey(incoming));
        forget.setString(4, endpoint);
        forget.setString(5, JobEnds.key(incoming));
        forget.setString(6, endpoint);
        forget.executeUpdate();
    }

    private static @Nullable String claimKey(IncomingEvent incoming) {
        return incoming.trust() == Trust.CLAIMED ? Keys.of(incoming.event().id()) : null;
    }

    private static boolean isKept(Session session, IncomingEvent incoming) throws SQLException {
        PreparedStatement select = session.prepare(KEPT);
        bindKey(select, incoming);
        select.setString(3, claimKey(incoming));
        select.setString(4, incoming.event().endpoint());
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private static OptionalLong found(Session session, String claim, IncomingEvent incoming) throws SQLException {
        PreparedStatement select = session.prepare(claim);
        bindKey(select, incoming);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /**
     * A claim that is made again may be true by now: the vendor is asked as often as about a new one before it is given
     * up.
     */
    private static boolean isRenewed(Dialect dialect, Session session, long seq) throws SQLException {
        return isChanged(session, "UPDATE anyhook_handling SET attempts = 0" + ifFree(dialect, "PENDING", "h"), seq);
    }

    private static boolean isForgotten(Dialect dialect, Session session, long seq) throws SQLException {
        return isChanged(session, "DELETE FROM anyhook_handling" + ifFree(dialect, "DEAD", "h, e"), seq)
                && isChanged(session, Retention.FORGET, seq);
    }

    /** As with {@link Confirmations#YIELD}, it keeps its row and its claim key. */
    private static boolean hasYielded(Dialect dialect, Session session, long seq) throws SQLException {
        return isChanged(
                session,
                "UPDATE anyhook_event SET event_key = NULL WHERE seq = (SELECT e.seq FROM anyhook_event e"
                        + " WHERE e.seq = ? AND e.trust = 'CLAIMED'" + dialect.skipLocked("e") + ")",
                seq);
    }

    /**
     * A claim in this state of which nobody else is just changing the {@code rows}, of handling or both: who has locked
     * rows of events must not wait for others.
     */
    private static String ifFree(Dialect dialect, String state, String rows) {
        return " WHERE seq = (SELECT h.seq FROM anyhook_handling h JOIN anyhook_event e ON e.seq = h.seq"
                + " WHERE h.seq = ? AND h.claimed = 1 AND h.state = '" + state + "'" + dialect.skipLocked(rows) + ")";
    }

    private static boolean isChanged(Session session, String sql, long seq) throws SQLException {
        PreparedStatement change = session.prepare(sql);
        change.setLong(1, seq);
        return change.executeUpdate() == 1;
    }

    private static void bindKey(PreparedStatement statement, IncomingEvent incoming) throws SQLException {
        statement.setString(1, Keys.of(incoming.event().id()));
        statement.setString(2, incoming.event().endpoint());
    }
}
