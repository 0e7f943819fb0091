package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** New rows of SQLite, where nobody else writes meanwhile: one after the other, by a statement that is fast. */
final class RowByRow {
    /** In the place of what somebody left there who deleted events by hand. */
    private static final String HANDLE = "INSERT OR REPLACE " + Insertion.INTO_HANDLING;

    /** New rows have the numbers that follow the greatest there was. */
    static final String HANDLE_NEW = HANDLE
            + "SELECT seq, trust = 'CLAIMED', 'PENDING', MIN(received_at, ?), NULL, ? FROM anyhook_event"
            + " WHERE seq > (SELECT MAX(seq) FROM anyhook_event) - ?";

    private static final String HANDLE_LAST = HANDLE + "VALUES (last_insert_rowid(), ?, ?, ?, ?, ?)";

    private RowByRow() {}

    /** Inserts what is new of {@code events}; says of each whether it was. */
    static boolean[] insert(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        if (events.size() == 1) {
            return new boolean[] {one(session, events.get(0), RowState.PENDING, now)};
        }
        PreparedStatement insert = session.prepare(Insertion.ONE);
        for (IncomingEvent incoming : events) {
            Insertion.write(incoming, RowState.PENDING, new BoundCells(insert));
            insert.addBatch();
        }
        int[] counts = insert.executeBatch();
        boolean[] isNew = new boolean[counts.length];
        int newOnes = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.SUCCESS_NO_INFO || counts[i] > 1) {
                throw new IllegalStateException("the driver does not tell which rows of a batch are duplicates");
            }
            isNew[i] = counts[i] == 1;
            newOnes += counts[i];
        }
        PreparedStatement handle = session.prepare(HANDLE_NEW);
        Rows.setInstant(handle, 1, now);
        Rows.setInstant(handle, 2, now);
        handle.setInt(3, newOnes);
        handle.executeUpdate();
        return isNew;
    }

    /** Inserts one row in {@code state}; false if a key is taken. */
    static boolean one(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(Insertion.ONE);
        Insertion.write(incoming, state, new BoundCells(insert));
        if (insert.executeUpdate() != 1) {
            return false;
        }
        PreparedStatement handle = session.prepare(HANDLE_LAST);
        Insertion.writeHandling(incoming, state, now, new BoundCells(handle));
        handle.executeUpdate();
        return true;
    }
}
