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
import org.jspecify.annotations.Nullable;

/**
 * New rows of PostgreSQL, several by one statement: beginning a statement on a table with ten indexes costs it more than
 * a row does. There are statements for two sizes, and the places that are left over in one hold rows of nothing but null.
 */
final class RowsTogether {
    /** What the columns are: a place that is null says nothing of its type. */
    private static final String[] TYPES = ("TEXT TEXT TEXT TEXT TEXT TEXT TEXT BIGINT BIGINT TEXT BIGINT TEXT BIGINT"
                    + " BYTEA TEXT TEXT TEXT TEXT TEXT TEXT")
            .split(" ");

    private static final int FEW = 8;
    private static final int MANY = 32;
    private static final String INSERT_FEW = sql(FEW);
    private static final String INSERT_MANY = sql(MANY);

    private RowsTogether() {}

    private static String sql(int rows) {
        String typed = "("
                + String.join(
                        ", ",
                        Arrays.stream(TYPES)
                                .map(type -> "CAST(? AS " + type + ")")
                                .toList()) + ")";
        return Insertion.INTO + "SELECT * FROM (VALUES " + typed + (", " + Insertion.ROW).repeat(rows - 1)
                + ") AS offered (" + Insertion.COLUMNS + ") WHERE endpoint IS NOT NULL" + Insertion.UNLESS_TAKEN
                + " RETURNING endpoint, event_key, claim_key, end_key";
    }

    /** Inserts what is new of {@code events}; says of each whether it was. */
    static boolean[] insert(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        boolean[] isNew = new boolean[events.size()];
        for (int from = 0; from < isNew.length; from += MANY) {
            List<IncomingEvent> some = events.subList(from, Math.min(isNew.length, from + MANY));
            if (some.size() == 1) {
                isNew[from] = Insertion.one(session, some.get(0), RowState.PENDING, now);
            } else {
                Set<Place> taken = several(session, some, now);
                for (int i = 0; i < some.size(); i++) {
                    isNew[from + i] = taken.remove(Place.of(some.get(i)));
                }
            }
        }
        return isNew;
    }

    private static Set<Place> several(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        int rows = events.size() <= FEW ? FEW : MANY;
        PreparedStatement insert = session.prepare(rows == FEW ? INSERT_FEW : INSERT_MANY);
        var cells = new BoundCells(insert);
        for (IncomingEvent incoming : events) {
            Insertion.write(incoming, RowState.PENDING, now, cells);
        }
        for (int i = events.size(); i < rows; i++) {
            writeNothing(cells);
        }
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

    private static void writeNothing(BoundCells cells) throws SQLException {
        for (String type : TYPES) {
            switch (type) {
                case "TEXT" -> cells.text(null);
                case "BIGINT" -> cells.instant(null);
                default -> cells.bytes(null);
            }
        }
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
