package dev.anyhook.inbox.jdbc;

import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** New rows in one statement, which PostgreSQL takes as arrays; what it inserted it tells by its key. */
final class UnnestedInsertion {
    private static final String SQL = "INSERT INTO anyhook_event (" + Insertion.COLUMNS + ") SELECT * FROM unnest("
            + "?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[],"
            + " ?::text[], ?::int8[], ?::text[], ?::int8[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::text[], ?::text[]) ON CONFLICT DO NOTHING RETURNING endpoint, event_key";

    private UnnestedInsertion() {}

    /** Inserts what is new of {@code events}; says of each whether it was, of equal ones of the first. */
    static boolean[] allOf(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        var cells = new ArrayCells();
        for (IncomingEvent incoming : events) {
            cells.nextRow();
            Insertion.write(incoming, RowState.PENDING, now, cells);
        }
        PreparedStatement insert = session.prepare(SQL);
        cells.bind(session.connection(), insert);
        Set<Key> inserted = new HashSet<>();
        try (ResultSet row = insert.executeQuery()) {
            while (row.next()) {
                inserted.add(new Key(row.getString(1), row.getString(2)));
            }
        }
        boolean[] isNew = new boolean[events.size()];
        for (int i = 0; i < isNew.length; i++) {
            WebhookEvent event = events.get(i).event();
            isNew[i] = inserted.remove(new Key(event.endpoint(), Keys.of(event.id())));
        }
        return isNew;
    }

    private record Key(String endpoint, String eventKey) {}
}
