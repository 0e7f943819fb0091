package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Lease;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due rows for one worker: raises their fence, so that whoever had them before has lost them. What is signed or
 * confirmed goes before mere claims.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    /** As the partial indexes say it, so that each query has its own. */
    private static final String BELIEVED = "d.state = 'PENDING' AND d.trust <> 'CLAIMED'";

    private static final String CLAIMED = "d.state = 'PENDING' AND d.trust = 'CLAIMED'";

    private static final String LATE = "(job_state IN ('QUEUED', 'RUNNING', 'UNKNOWN') AND EXISTS (SELECT 1 FROM"
            + " anyhook_event e WHERE e.end_key = anyhook_event.job_key AND e.endpoint = anyhook_event.endpoint)) AS late";

    private static final String UNREADABLE = "UPDATE anyhook_event SET state = 'DEAD', held = 0, fence = fence + 1,"
            + " settled_at = ?, last_error = 'this version cannot read the row' WHERE seq = ?";

    private final Dialect dialect;
    private final boolean ordered;
    private final Function<Claimed, HeldLease> leases;
    private final String takeBelieved;
    private final String takeClaimed;
    private final String nextBelieved;
    private final String nextClaimed;

    Claims(Dialect dialect, boolean ordered, Function<Claimed, HeldLease> leases) {
        this.dialect = dialect;
        this.ordered = ordered;
        this.leases = leases;
        this.takeBelieved = take(BELIEVED);
        this.takeClaimed = take(CLAIMED);
        this.nextBelieved = next(BELIEVED);
        this.nextClaimed = next(CLAIMED);
    }

    private String take(String which) {
        return "WITH picked AS MATERIALIZED (SELECT d.seq FROM anyhook_event d WHERE " + which + " AND d.due_at <= ?"
                + turn("?") + " ORDER BY d.due_at, d.seq LIMIT ?"
                + dialect.skipLocked() + ")"
                + " UPDATE anyhook_event SET held = 1, fence = fence + 1, attempts = attempts + 1, due_at = ?"
                + " WHERE seq IN (SELECT seq FROM picked)"
                + " RETURNING seq, fence, attempts, " + LATE + ", " + Rows.COLUMNS;
    }

    private String next(String which) {
        return "SELECT d.due_at FROM anyhook_event d WHERE " + which + turn("d.due_at")
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
        return List.of(takeBelieved, takeClaimed, nextBelieved, nextClaimed);
    }

    List<Lease> take(Session session, int limit, int claims, Instant now, Duration length) throws SQLException {
        if (ordered) {
            dialect.lockForOrder(session.connection());
        }
        List<HeldLease> taken = take(session, takeBelieved, limit, now, length);
        int room = Math.min(limit - taken.size(), claims);
        if (room > 0) {
            taken.addAll(take(session, takeClaimed, room, now, length));
        }
        return List.copyOf(taken);
    }

    private List<HeldLease> take(Session session, String sql, int limit, Instant now, Duration length)
            throws SQLException {
        var taken = new ArrayList<HeldLease>();
        var unreadable = new ArrayList<Long>();
        PreparedStatement update = session.prepare(sql);
        int place = 1;
        Rows.setInstant(update, place++, now);
        if (ordered) {
            Rows.setInstant(update, place++, now);
            Rows.setInstant(update, place++, now);
        }
        update.setInt(place++, limit);
        Rows.setInstant(update, place, now.plus(length));
        try (ResultSet row = update.executeQuery()) {
            while (row.next()) {
                long seq = row.getLong("seq");
                try {
                    taken.add(leases.apply(Claimed.read(row, length)));
                } catch (RuntimeException strange) {
                    LOG.error("event number {} cannot be read; it is given up", seq, strange);
                    unreadable.add(seq);
                }
            }
        }
        for (long seq : unreadable) {
            PreparedStatement park = session.prepare(UNREADABLE);
            Rows.setInstant(park, 1, now);
            park.setLong(2, seq);
            park.executeUpdate();
        }
        taken.sort(Comparator.comparingLong(HeldLease::seq));
        return taken;
    }

    Optional<Instant> nextDue(Connection connection, boolean claims) throws SQLException {
        Optional<Instant> believed = first(connection, nextBelieved);
        Optional<Instant> claimed = claims ? first(connection, nextClaimed) : Optional.empty();
        return Stream.concat(believed.stream(), claimed.stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> first(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(Rows.instant(row, "due_at")) : Optional.empty();
        }
    }
}
