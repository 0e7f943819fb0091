package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Takes due rows for one worker: raises their fence, so that whoever had them before has lost them. What is signed or
 * confirmed goes before mere claims.
 */
final class Claims {
    private final Dialect dialect;
    private final boolean ordered;
    private final DueRows believed;
    private final DueRows claimed;

    /** Whether the last look was at mere claims as well. */
    private boolean claimedToo;

    Claims(Dialect dialect, boolean ordered, Function<Claimed, HeldLease> leases, LongSupplier nanoTime) {
        this.dialect = dialect;
        this.ordered = ordered;
        this.believed = rows(0, leases, nanoTime);
        this.claimed = rows(1, leases, nanoTime);
    }

    private DueRows rows(int claimed, Function<Claimed, HeldLease> leases, LongSupplier nanoTime) {
        String which = "d.state = 'PENDING' AND d.claimed = " + claimed;
        return new DueRows(which, dialect, ordered, leases, nanoTime);
    }

    /** All that it asks the database. */
    List<String> sql() {
        return Stream.of(believed, claimed).flatMap(rows -> rows.sql().stream()).toList();
    }

    /** One at a time; {@link #committed()} ends it. Empty when another process claims in order just now. */
    Optional<List<Lease>> take(Session session, int limit, int claims, Instant now, Duration length)
            throws SQLException {
        if (ordered && !dialect.lockForOrder(session.connection())) {
            return Optional.empty();
        }
        List<HeldLease> taken = believed.take(session, limit, now, length);
        int room = Math.min(limit - taken.size(), claims);
        claimedToo = room > 0;
        if (claimedToo) {
            taken.addAll(claimed.take(session, room, now, length));
        }
        return Optional.of(List.copyOf(taken));
    }

    Optional<Instant> nextDue(Connection connection, boolean claims, Instant latest) throws SQLException {
        Optional<Instant> first = believed.next(connection, latest);
        Optional<Instant> second = claims ? claimed.next(connection, latest) : Optional.empty();
        return Stream.concat(first.stream(), second.stream()).min(Comparator.naturalOrder());
    }

    /** What {@link #take} took is committed. */
    void committed() {
        believed.committed();
        if (claimedToo) {
            claimed.committed();
        }
    }

    /** Something became due since {@code at}, and is committed. */
    void dueSince(Instant at) {
        believed.dueSince(at);
        claimed.dueSince(at);
    }
}
