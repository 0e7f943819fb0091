package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Settlement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Ends leases, and holds them on: only for whoever still holds the row's fence. */
final class Settles {
    static final String MINE = " WHERE seq = ? AND fence = ? AND state = 'PENDING'";

    /**
     * A claim that was made again while the vendor was asked is not given up, and is asked about anew when the lease
     * ends.
     */
    private static final String NOT_RENEWED = " AND NOT (attempts = 0 AND ? = 'DEAD')";

    private static final String UPDATE =
            "UPDATE anyhook_handling SET state = ?, due_at = COALESCE(?, due_at), settled_at = ?,"
                    + " last_error = COALESCE(?, last_error), attempts ="
                    + " CASE attempts WHEN 0 THEN 0 ELSE attempts - ? END,"
                    + " held = 0, fence = fence + 1" + MINE + NOT_RENEWED;

    /** Not to an earlier end: two may be under way at once. */
    private static final String RENEW =
            "UPDATE anyhook_handling SET due_at = CASE WHEN due_at < ? THEN ? ELSE due_at END" + MINE;

    private static final int LONGEST_ERROR = 1_000;

    private final InstantSource clock;
    private final Confirmations confirmations;

    Settles(InstantSource clock) {
        this.clock = clock;
        this.confirmations = new Confirmations(clock);
    }

    void write(Session session, List<Command.Settle> settles) throws SQLException {
        var plain = new ArrayList<Command.Settle>(settles.size());
        for (Command.Settle settle : settles) {
            if (settle.settlement instanceof Settlement.Confirmed confirmed) {
                settle.result(confirmations.write(session, settle.lease, confirmed));
            } else {
                plain.add(settle);
            }
        }
        if (plain.isEmpty()) {
            return;
        }
        PreparedStatement update = session.prepare(UPDATE);
        for (Command.Settle settle : plain) {
            bind(update, settle.lease, settle.settlement);
            update.addBatch();
        }
        int[] counts = update.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            plain.get(i).result(counts[i] == 1);
        }
    }

    /** Says that the row of a lease is done, if it still has the {@code mark}; false when the lease was lost. */
    boolean finish(Session session, HeldLease lease, String mark) throws SQLException {
        PreparedStatement update = session.prepare(UPDATE + mark);
        bind(update, lease, new Settlement.Done());
        return update.executeUpdate() == 1;
    }

    /** Holds a lease on; false when it was lost. */
    static boolean renew(Session session, HeldLease lease, Instant until) throws SQLException {
        PreparedStatement update = session.prepare(RENEW);
        Rows.setInstant(update, 1, until);
        Rows.setInstant(update, 2, until);
        update.setLong(3, lease.seq());
        update.setLong(4, lease.fence());
        return update.executeUpdate() == 1;
    }

    /** Since when the row may be due once its lease has ended so; {@link Instant#MAX} where it is not. */
    static Instant dueAfter(Settlement settlement) {
        if (settlement instanceof Settlement.Retry retry) {
            return retry.at();
        }
        if (settlement instanceof Settlement.Deferred deferred) {
            return deferred.at();
        }
        if (settlement instanceof Settlement.Confirmed confirmed) {
            return confirmed.at();
        }
        boolean over = settlement instanceof Settlement.Done || settlement instanceof Settlement.Dead;
        return over ? Instant.MAX : Instant.MIN;
    }

    private void bind(PreparedStatement update, HeldLease lease, Settlement settlement) throws SQLException {
        RowState state = RowState.PENDING;
        Instant due = null;
        String error = null;
        int uncounted = 0;
        if (settlement instanceof Settlement.Retry retry) {
            due = retry.at();
            error = retry.why();
        } else if (settlement instanceof Settlement.Deferred deferred) {
            due = deferred.at();
            error = deferred.why();
            uncounted = 1;
        } else if (settlement instanceof Settlement.Released) {
            due = Instant.EPOCH;
            uncounted = 1;
        } else if (settlement instanceof Settlement.Dead dead) {
            state = RowState.DEAD;
            error = dead.why();
        } else {
            state = RowState.DONE;
        }
        update.setString(1, state.name());
        Rows.setInstant(update, 2, due);
        Rows.setInstant(update, 3, state == RowState.PENDING ? null : clock.instant());
        update.setString(4, error == null ? null : lastError(error));
        update.setInt(5, uncounted);
        update.setLong(6, lease.seq());
        update.setLong(7, lease.fence());
        update.setString(8, state.name());
    }

    /** As it is kept: in characters that any database takes, and not too many. */
    static String lastError(String error) {
        String text = Keys.text(error);
        return text.length() <= LONGEST_ERROR ? text : Keys.text(text.substring(0, LONGEST_ERROR));
    }
}
