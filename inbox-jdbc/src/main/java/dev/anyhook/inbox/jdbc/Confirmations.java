package dev.anyhook.inbox.jdbc;

import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Settlement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;

/** Puts the vendor's word in a claim's place, unless that news is taken already. */
final class Confirmations {
    /** Holds the row until the transaction ends, if the lease holds. */
    private static final String HOLD = "UPDATE anyhook_handling SET held = held" + Settles.MINE;

    private static final String READ = "SELECT replayed_by FROM anyhook_event WHERE seq = ?";
    static final String TAKEN =
            "SELECT 1 FROM anyhook_event WHERE event_key = ? AND endpoint = ? AND seq <> ?" + " AND trust <> 'CLAIMED'";

    /** A mere claim keeps its claim key, and its row, but not the place of an event. */
    static final String YIELD =
            "UPDATE anyhook_event SET event_key = NULL WHERE event_key = ? AND endpoint = ? AND seq <> ?"
                    + " AND trust = 'CLAIMED'";

    private static final String IDENTIFY = "UPDATE anyhook_event SET event_id = ?, event_key = ? WHERE seq = ?";
    private static final String CONFIRM = "UPDATE anyhook_event SET type = ?, occurred_at = ?, payload = ?, job_id = ?,"
            + " job_key = ?, job_state = ?, vendor_state = ?, job_links = ?, job_error = ?, trust = 'CONFIRMED'"
            + " WHERE seq = ?";
    private static final String END =
            "UPDATE anyhook_handling SET held = 0, fence = fence + 1, state = ?, settled_at = ?";
    private static final String END_REPEATED = END + Settles.MINE;
    private static final String END_CONFIRMED = END + ", claimed = 0, attempts = 0, due_at = ?" + Settles.MINE;

    private final InstantSource clock;

    Confirmations(InstantSource clock) {
        this.clock = clock;
    }

    /** Confirms the claim; false when the lease was lost. */
    boolean write(Session session, HeldLease lease, Settlement.Confirmed confirmed) throws SQLException {
        PreparedStatement hold = session.prepare(HOLD);
        bindLease(hold, 1, lease);
        if (hold.executeUpdate() != 1) {
            return false;
        }
        WebhookEvent event = confirmed.event();
        boolean replayed = isReplayed(session, lease);
        if (!replayed && isTaken(session, lease, event)) {
            PreparedStatement end = session.prepare(END_REPEATED);
            bindLease(end, bindState(end, RowState.REPEATED), lease);
            return end.executeUpdate() == 1;
        }
        RowState state = replayed ? RowState.PENDING : identify(session, lease, event);
        PreparedStatement update = session.prepare(CONFIRM);
        var cells = new BoundCells(update);
        Rows.writeNews(event, cells);
        update.setLong(cells.next(), lease.seq());
        update.executeUpdate();
        PreparedStatement end = session.prepare(END_CONFIRMED);
        int place = bindState(end, state);
        Rows.setInstant(end, place, confirmed.at());
        bindLease(end, place + 1, lease);
        return end.executeUpdate() == 1;
    }

    private static boolean isReplayed(Session session, HeldLease lease) throws SQLException {
        PreparedStatement read = session.prepare(READ);
        read.setLong(1, lease.seq());
        try (ResultSet row = read.executeQuery()) {
            return row.next() && row.getString(1) != null;
        }
    }

    private static boolean isTaken(Session session, HeldLease lease, WebhookEvent event) throws SQLException {
        PreparedStatement select = session.prepare(TAKEN);
        bindKey(select, 1, lease, event);
        try (ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    /** Gives the row the event's identity, and says what becomes of it. */
    private RowState identify(Session session, HeldLease lease, WebhookEvent event) throws SQLException {
        PreparedStatement yield = session.prepare(YIELD);
        bindKey(yield, 1, lease, event);
        yield.executeUpdate();
        PreparedStatement identify = session.prepare(IDENTIFY);
        identify.setString(1, Keys.text(event.id()));
        identify.setString(2, Keys.of(event.id()));
        identify.setLong(3, lease.seq());
        identify.executeUpdate();
        return JobEnds.take(session, event, lease.seq());
    }

    private static void bindKey(PreparedStatement statement, int first, HeldLease lease, WebhookEvent event)
            throws SQLException {
        statement.setString(first, Keys.of(event.id()));
        statement.setString(first + 1, event.endpoint());
        statement.setLong(first + 2, lease.seq());
    }

    private static void bindLease(PreparedStatement statement, int first, HeldLease lease) throws SQLException {
        statement.setLong(first, lease.seq());
        statement.setLong(first + 1, lease.fence());
    }

    /** Binds the first two parameters; gives the place of the next. */
    private int bindState(PreparedStatement end, RowState state) throws SQLException {
        end.setString(1, state.name());
        Rows.setInstant(end, 2, state == RowState.PENDING ? null : clock.instant());
        return 3;
    }
}
