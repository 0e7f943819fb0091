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

    /** What somebody left who deleted by hand how it is handled: nobody would ever hear of it. */
    static final String LEFT_OVER = "DELETE FROM anyhook_event WHERE event_key = ? AND endpoint = ?"
            + " AND NOT EXISTS (SELECT 1 FROM anyhook_handling h WHERE h.seq = anyhook_event.seq)";

    /** A claim that was given up may have come before its time: it makes room for the next of its id. */
    static final String MAKE_ROOM = "DELETE FROM anyhook_handling WHERE state = 'DEAD' AND claimed = 1"
            + " AND seq = (SELECT e.seq FROM anyhook_event e WHERE e.event_key = ? AND e.endpoint = ?) RETURNING seq";

    /** A claim that the vendor has been asked about, and that waits to be asked about again. */
    static final String ASKED_ABOUT = "SELECT h.seq FROM anyhook_event e JOIN anyhook_handling h ON h.seq = e.seq"
            + " WHERE e.event_key = ? AND e.endpoint = ? AND h.state = 'PENDING' AND h.claimed = 1 AND h.attempts > 0";

    private static final String SERIALIZATION_FAILURE = "40001";

    private Collisions() {}

    private static String kept(String key) {
        return "SELECT 1 FROM anyhook_event e JOIN anyhook_handling h ON h.seq = e.seq WHERE e." + key
                + " = ? AND e.endpoint = ?";
    }

    /**
     * Keeps {@code incoming} after all, if it is no duplicate; null if somebody else is just changing the claim that it makes again,
     * and who holds rows of events must not wait for those of their handling.
     *
     * @throws SQLTransactionRollbackException if what was in the way has gone meanwhile, and all should be tried again
     */
    static @Nullable Outcome keep(Dialect dialect, Session session, IncomingEvent incoming, Instant now)
            throws SQLException {
        if (isKept(session, incoming)) {
            OptionalLong waiting =
                    incoming.trust() == Trust.CLAIMED ? askedAbout(session, incoming) : OptionalLong.empty();
            if (waiting.isPresent()) {
                return renew(dialect, session, waiting.getAsLong()) ? Outcome.DUPLICATE : null;
            }
            if (!makesRoom(session, incoming)) {
                return Outcome.DUPLICATE;
            }
        }
        PreparedStatement leftOver = session.prepare(LEFT_OVER);
        bindKey(leftOver, incoming);
        leftOver.executeUpdate();
        RowState state = JobEnds.beside(session, JobEnds.key(incoming), incoming.event());
        if (dialect.insertOne(session, incoming, state, now)) {
            return Outcome.STORED;
        }
        throw new SQLTransactionRollbackException("another writer was quicker", SERIALIZATION_FAILURE);
    }

    private static boolean isKept(Session session, IncomingEvent incoming) throws SQLException {
        boolean claim = incoming.trust() == Trust.CLAIMED;
        String key = Keys.of(incoming.event().id());
        String endpoint = incoming.event().endpoint();
        PreparedStatement select = session.prepare(KEPT);
        select.setString(1, key);
        select.setString(2, endpoint);
        select.setString(3, claim ? key : null);
        select.setString(4, endpoint);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    private static OptionalLong askedAbout(Session session, IncomingEvent incoming) throws SQLException {
        PreparedStatement select = session.prepare(ASKED_ABOUT);
        bindKey(select, incoming);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** A claim that is made again may be true by now: the vendor is asked as often as about a new one before it is given up. */
    private static boolean renew(Dialect dialect, Session session, long seq) throws SQLException {
        PreparedStatement renew = session.prepare("UPDATE anyhook_handling SET attempts = 0 WHERE seq ="
                + " (SELECT h.seq FROM anyhook_handling h WHERE h.seq = ? AND h.state = 'PENDING' AND h.claimed = 1"
                + dialect.skipLocked("h") + ")");
        renew.setLong(1, seq);
        return renew.executeUpdate() == 1;
    }

    private static boolean makesRoom(Session session, IncomingEvent incoming) throws SQLException {
        PreparedStatement delete = session.prepare(MAKE_ROOM);
        bindKey(delete, incoming);
        long given;
        try (ResultSet row = delete.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            given = row.getLong(1);
        }
        PreparedStatement forget = session.prepare(Retention.FORGET);
        forget.setLong(1, given);
        forget.executeUpdate();
        return true;
    }

    private static void bindKey(PreparedStatement statement, IncomingEvent incoming) throws SQLException {
        statement.setString(1, Keys.of(incoming.event().id()));
        statement.setString(2, incoming.event().endpoint());
    }
}
