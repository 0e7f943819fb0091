package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    Claims(Dialect dialect, boolean ordered, Function<Claimed, HeldLease> leases) {
        this.dialect = dialect;
        this.ordered = ordered;
        this.believed = new DueRows("d.state = 'PENDING' AND d.trust <> 'CLAIMED'", dialect, ordered, leases);
        this.claimed = new DueRows("d.state = 'PENDING' AND d.trust = 'CLAIMED'", dialect, ordered, leases);
    }

    /** All that it asks the database. */
    List<String> sql() {
        return Stream.of(believed, claimed).flatMap(rows -> rows.sql().stream()).toList();
    }

    List<Lease> take(Session session, int limit, int claims, Instant now, Duration length) throws SQLException {
        if (ordered) {
            dialect.lockForOrder(session.connection());
        }
        List<HeldLease> taken = inOrder(believed.take(session, limit, now, length));
        int room = Math.min(limit - taken.size(), claims);
        if (room > 0) {
            taken.addAll(inOrder(claimed.take(session, room, now, length)));
        }
        return List.copyOf(taken);
    }

    private static List<HeldLease> inOrder(List<HeldLease> taken) {
        var inOrder = new ArrayList<>(taken);
        inOrder.sort(Comparator.comparingLong(HeldLease::seq));
        return inOrder;
    }

    Optional<Instant> nextDue(Connection connection, boolean claims) throws SQLException {
        Optional<Instant> first = believed.next(connection);
        Optional<Instant> second = claims ? claimed.next(connection) : Optional.empty();
        return Stream.concat(first.stream(), second.stream()).min(Comparator.naturalOrder());
    }

    /** Something may have become due, or remained, that is due since {@code at}. */
    void mayBeDueSince(Instant at) {
        believed.mayBeDueSince(at);
        claimed.mayBeDueSince(at);
    }
}
