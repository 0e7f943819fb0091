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

    private static final String UNREADABLE = "UPDATE anyhook_handling SET state = 'DEAD', held = 0, fence = fence + 1,"
            + " settled_at = ?, last_error = 'this version cannot read the row' WHERE seq = ?";

    private final boolean ordered;
    private final Function<Claimed, HeldLease> leases;
    private final DueSql sql;
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
        this.sql = DueSql.of(which, dialect, ordered);
    }

    /** All that it asks the database. */
    List<String> sql() {
        return List.of(sql.take(), sql.next());
    }

    /** Takes those that are due longest, into a list that the caller may add to. */
    List<HeldLease> take(Session session, int limit, Instant now, Duration length) throws SQLException {
        var taken = new ArrayList<HeldLease>();
        var unreadable = new ArrayList<Long>();
        long end = Long.MIN_VALUE;
        PreparedStatement select = session.prepare(sql.take());
        bind(select, limit, now, now.plus(length));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                end = Math.max(end, row.getLong("due_at"));
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
        if (!sql.takes()) {
            hold(session, taken, now.plus(length));
        }
        giveUp(session, unreadable, now);
        taken.sort(Comparator.comparingLong(HeldLease::seq));
        return taken;
    }

    private void bind(PreparedStatement select, int limit, Instant now, Instant until) throws SQLException {
        int place = 1;
        select.setLong(place++, horizon.begin());
        Rows.setInstant(select, place++, now);
        if (ordered) {
            Rows.setInstant(select, place++, now);
            Rows.setInstant(select, place++, now);
        }
        select.setInt(place++, limit);
        if (sql.takes()) {
            Rows.setInstant(select, place, until);
        }
    }

    private static void hold(Session session, List<HeldLease> taken, Instant until) throws SQLException {
        if (taken.isEmpty()) {
            return;
        }
        PreparedStatement update = session.prepare(DueSql.TAKE_ONE);
        for (HeldLease lease : taken) {
            Rows.setInstant(update, 1, until);
            update.setLong(2, lease.seq());
            update.addBatch();
        }
        update.executeBatch();
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
        try (PreparedStatement select = connection.prepareStatement(sql.next())) {
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
