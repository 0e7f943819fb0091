package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of one kind that wait for a worker, and have an index of their own. */
final class DueRows {
    private static final Logger LOG = LoggerFactory.getLogger(DueRows.class);

    private static final String LATE = "(job_state IN ('QUEUED', 'RUNNING', 'UNKNOWN') AND EXISTS (SELECT 1 FROM"
            + " anyhook_event e WHERE e.end_key = anyhook_event.job_key AND e.endpoint = anyhook_event.endpoint)) AS late";

    private static final String UNREADABLE = "UPDATE anyhook_event SET state = 'DEAD', held = 0, fence = fence + 1,"
            + " settled_at = ?, last_error = 'this version cannot read the row' WHERE seq = ?";

    private final boolean ordered;
    private final Function<Claimed, HeldLease> leases;
    private final String take;
    private final String next;
    private final Horizon horizon;

    /** Those for which {@code which} holds of {@code d}, in the words of their index. */
    DueRows(
            String which,
            Dialect dialect,
            boolean ordered,
            Function<Claimed, HeldLease> leases,
            LongSupplier nanoTime) {
        this.ordered = ordered;
        // In order, what is due may have to wait for its turn: it is looked for again.
        this.horizon = new Horizon(!ordered && dialect.keepsDeadEntries(), nanoTime);
        this.leases = leases;
        this.take = "WITH picked AS MATERIALIZED (SELECT d.seq, d.due_at FROM anyhook_event d WHERE " + which
                + " AND d.due_at >= ? AND d.due_at <= ?" + turn("?") + " ORDER BY d.due_at, d.seq LIMIT ?"
                + dialect.skipLocked() + ")"
                + " UPDATE anyhook_event SET held = 1, fence = fence + 1, attempts = attempts + 1, due_at = ?"
                + " WHERE seq IN (SELECT seq FROM picked)"
                + " RETURNING (SELECT MAX(due_at) FROM picked) AS picked_to, seq, fence, attempts, " + LATE + ", "
                + Rows.COLUMNS;
        this.next = "SELECT d.due_at FROM anyhook_event d WHERE " + which + " AND d.due_at >= ? AND d.due_at <= ?"
                + turn("d.due_at")
                + " ORDER BY d.due_at, d.seq LIMIT 1";
    }

    /**
     * Nobody works on another event of the job, and none waits that happened earlier, as far as anyone knows. What is
     * believed does not wait for mere claims.
     */
    private String turn(String now) {
        String goesFirst = " AND p.endpoint = d.endpoint AND p.state = 'PENDING' AND p.seq <> d.seq"
                + " AND (d.trust = 'CLAIMED' OR p.trust <> 'CLAIMED')"
                + " AND ((p.held = 1 AND p.due_at > " + now + ")"
                + " OR COALESCE(p.occurred_at, p.received_at) < COALESCE(d.occurred_at, d.received_at)"
                + " OR (COALESCE(p.occurred_at, p.received_at) = COALESCE(d.occurred_at, d.received_at)"
                + " AND p.seq < d.seq)))";
        return ordered
                ? " AND NOT EXISTS (SELECT 1 FROM anyhook_event p WHERE p.job_key = d.job_key AND p.end_key IS NULL"
                        + goesFirst + " AND NOT EXISTS (SELECT 1 FROM anyhook_event p WHERE p.end_key = d.job_key"
                        + goesFirst
                : "";
    }

    /** All that it asks the database. */
    List<String> sql() {
        return List.of(take, next);
    }

    /** Takes those that are due longest, into a list that the caller may add to. */
    List<HeldLease> take(Session session, int limit, Instant now, Duration length) throws SQLException {
        var taken = new ArrayList<HeldLease>();
        var unreadable = new ArrayList<Long>();
        PreparedStatement update = session.prepare(take);
        int place = 1;
        update.setLong(place++, horizon.begin());
        Rows.setInstant(update, place++, now);
        if (ordered) {
            Rows.setInstant(update, place++, now);
            Rows.setInstant(update, place++, now);
        }
        update.setInt(place++, limit);
        Rows.setInstant(update, place, now.plus(length));
        long end = Long.MIN_VALUE;
        try (ResultSet row = update.executeQuery()) {
            while (row.next()) {
                end = row.getLong("picked_to");
                long seq = row.getLong("seq");
                try {
                    taken.add(leases.apply(Claimed.read(row, length)));
                } catch (RuntimeException strange) {
                    LOG.error("event number {} cannot be read; it is given up", seq, strange);
                    unreadable.add(seq);
                }
            }
        }
        boolean all = taken.size() + unreadable.size() < limit;
        horizon.saw(all ? Long.MAX_VALUE : end, now);
        giveUp(session, unreadable, now);
        taken.sort(Comparator.comparingLong(HeldLease::seq));
        return taken;
    }

    private static void giveUp(Session session, List<Long> unreadable, Instant now) throws SQLException {
        for (long seq : unreadable) {
            PreparedStatement park = session.prepare(UNREADABLE);
            Rows.setInstant(park, 1, now);
            park.setLong(2, seq);
            park.executeUpdate();
        }
    }

    /** When the first of them will be due, or was; empty if that is after {@code latest}. */
    Optional<Instant> next(Connection connection, Instant latest) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(next)) {
            select.setLong(1, horizon.from());
            Rows.setInstant(select, 2, latest);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(Rows.instant(row, "due_at")) : Optional.empty();
            }
        }
    }

    /** What {@link #take} took is committed. */
    void committed() {
        horizon.committed();
    }

    /** Something that may be one of them became due since {@code at}, and is committed. */
    void dueSince(Instant at) {
        horizon.dueSince(at);
    }
}
