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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes due rows for one worker: raises their fence, so that whoever had them before has lost them. */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final String LATE = "(job_state IN ('QUEUED', 'RUNNING', 'UNKNOWN') AND EXISTS (SELECT 1 FROM"
            + " anyhook_job_end e WHERE e.job_key = anyhook_event.job_key AND e.endpoint = anyhook_event.endpoint)) AS late";

    /** Nobody works on another event of the job, and none waits that happened earlier, as far as anyone knows. */
    private static final String TURN_OF_ITS_JOB = " AND (d.job_key IS NULL OR NOT EXISTS (SELECT 1 FROM anyhook_event p"
            + " WHERE p.job_key = d.job_key AND p.endpoint = d.endpoint AND p.state = 'PENDING' AND p.seq <> d.seq"
            + " AND ((p.held = 1 AND p.due_at > %s)"
            + " OR COALESCE(p.occurred_at, p.received_at) < COALESCE(d.occurred_at, d.received_at)"
            + " OR (COALESCE(p.occurred_at, p.received_at) = COALESCE(d.occurred_at, d.received_at) AND p.seq < d.seq))))";

    private static final String UNREADABLE = "UPDATE anyhook_event SET state = 'DEAD', held = 0, fence = fence + 1,"
            + " settled_at = ?, last_error = 'this version cannot read the row' WHERE seq = ?";

    private final Dialect dialect;
    private final boolean ordered;
    private final Function<Claimed, HeldLease> leases;
    private final String take;
    private final String next;

    Claims(Dialect dialect, boolean ordered, Function<Claimed, HeldLease> leases) {
        this.dialect = dialect;
        this.ordered = ordered;
        this.leases = leases;
        this.take = "WITH picked AS MATERIALIZED (SELECT d.seq FROM anyhook_event d WHERE d.state = 'PENDING'"
                + " AND d.due_at <= ?" + (ordered ? TURN_OF_ITS_JOB.formatted("?") : "")
                + " ORDER BY d.due_at, d.seq LIMIT ?" + dialect.skipLocked() + ")"
                + " UPDATE anyhook_event SET held = 1, fence = fence + 1, attempts = attempts + 1, due_at = ?"
                + " WHERE seq IN (SELECT seq FROM picked)"
                + " RETURNING seq, fence, attempts, " + LATE + ", " + Rows.COLUMNS;
        this.next = "SELECT d.due_at FROM anyhook_event d WHERE d.state = 'PENDING'"
                + (ordered ? TURN_OF_ITS_JOB.formatted("d.due_at") : "") + " ORDER BY d.due_at, d.seq LIMIT 1";
    }

    String takeSql() {
        return take;
    }

    String nextSql() {
        return next;
    }

    List<Lease> take(Session session, int limit, Instant now, Duration length) throws SQLException {
        if (ordered) {
            dialect.lockForOrder(session.connection());
        }
        var taken = new ArrayList<HeldLease>();
        var unreadable = new ArrayList<Long>();
        PreparedStatement update = session.prepare(take);
        int place = 1;
        Rows.setInstant(update, place++, now);
        if (ordered) {
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
        return List.copyOf(taken);
    }

    Optional<Instant> nextDue(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(next);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.ofNullable(Rows.instant(row, "due_at")) : Optional.empty();
        }
    }
}
