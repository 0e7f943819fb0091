package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * New rows of PostgreSQL, many by one statement: beginning one on a table with many indexes costs it more than a row
 * does. Each column is an array, so that the statement is the same for any number of rows.
 */
final class RowsTogether {
    private static final String[] TYPES =
            ("text text text text text text text bigint text bigint bytea text text text text" + " text text")
                    .split(" ");

    private static final String SQL = "WITH kept AS (" + Insertion.INTO
            + Arrays.stream(TYPES)
                    .map(type -> "CAST(? AS " + type + "[])")
                    .collect(Collectors.joining(", ", "SELECT * FROM unnest(", ")"))
            + Insertion.UNLESS_TAKEN + " RETURNING seq, endpoint, event_key, claim_key, end_key, received_at),"
            + " handled AS (INSERT " + Insertion.INTO_HANDLING
            + "SELECT seq, CASE WHEN claim_key IS NULL THEN 0 ELSE 1 END, 'PENDING', LEAST(received_at, ?),"
            + " NULL, ? FROM kept)"
            + " SELECT endpoint, event_key, claim_key, end_key FROM kept";

    private static final String ONE =
            "WITH kept AS (" + Insertion.ONE + " RETURNING seq) INSERT " + Insertion.INTO_HANDLING
                    + "SELECT seq, CAST(? AS int), CAST(? AS text), CAST(? AS bigint),"
                    + " CAST(? AS bigint), CAST(? AS bigint) FROM kept";

    /** Of payloads in one statement: less than the server sorts out in memory by default, 4 MiB for each column. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private RowsTogether() {}

    /** Inserts what is new of {@code events}; says of each whether it was. */
    static boolean[] insert(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        boolean[] isNew = new boolean[events.size()];
        int to;
        for (int from = 0; from < isNew.length; from = to) {
            to = end(events, from);
            if (to - from == 1) {
                isNew[from] = one(session, events.get(from), RowState.PENDING, now);
            } else {
                Set<Place> taken = several(session, events.subList(from, to), now);
                for (int i = from; i < to; i++) {
                    isNew[i] = taken.remove(Place.of(events.get(i)));
                }
            }
        }
        return isNew;
    }

    /** Inserts one row in {@code state}; false if a key is taken. */
    static boolean one(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(ONE);
        var cells = new BoundCells(insert);
        Insertion.write(incoming, state, cells);
        Insertion.writeHandling(incoming, state, now, cells);
        return insert.executeUpdate() == 1;
    }

    /** How far the statement goes that begins with the event at {@code from}. */
    private static int end(List<IncomingEvent> events, int from) {
        int to = from;
        long bytes = 0;
        do {
            bytes += events.get(to).event().payload().size();
            to++;
        } while (to < events.size() && bytes + events.get(to).event().payload().size() <= MOST_BYTES);
        return to;
    }

    private static Set<Place> several(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(SQL);
        var cells = new ArrayCells(TYPES, events.size());
        for (IncomingEvent incoming : events) {
            Insertion.write(incoming, RowState.PENDING, cells);
        }
        cells.bind(insert);
        Rows.setInstant(insert, TYPES.length + 1, now);
        Rows.setInstant(insert, TYPES.length + 2, now);
        var taken = new HashSet<Place>();
        try (ResultSet row = insert.executeQuery()) {
            while (row.next()) {
                taken.add(new Place(row.getString(1), row.getString(2), row.getString(3) != null, row.getString(4)));
            }
        } finally {
            insert.clearParameters(); // The driver holds on to payloads until then.
        }
        return taken;
    }

    /** The keys that a new row took, by which it is known again. */
    private record Place(
            String endpoint,
            String event,
            boolean claim,
            @Nullable String end) {
        static Place of(IncomingEvent incoming) {
            return new Place(
                    incoming.event().endpoint(),
                    Keys.of(incoming.event().id()),
                    incoming.trust() == Trust.CLAIMED,
                    JobEnds.key(incoming));
        }
    }
}
