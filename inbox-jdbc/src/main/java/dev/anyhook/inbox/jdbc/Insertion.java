package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** New rows, each unless one of its keys is taken. */
final class Insertion {
    /** The columns in the order in which {@link #write} binds them. */
    private static final String COLUMNS = "endpoint, event_id, event_key, claim_key, end_key, provider, trust,"
            + " received_at, type, occurred_at, payload, job_id, job_key, job_state, vendor_state, job_links, job_error";

    static final String INTO = "INSERT INTO anyhook_event (" + COLUMNS + ") ";
    private static final String ROW =
            "(" + String.join(", ", Collections.nCopies(COLUMNS.split(",").length, "?")) + ")";
    static final String UNLESS_TAKEN = " ON CONFLICT DO NOTHING";
    private static final String SQL = INTO + "VALUES " + ROW + UNLESS_TAKEN;
    private static final String NUMBERED = SQL + " RETURNING seq";

    /** Hands out what is new, for whoever writes alone: both tables are added to and taken from together. */
    private static final String HAND_OUT_NEW =
            "INSERT INTO anyhook_handling (seq, claimed, state, due_at) SELECT seq, trust = 'CLAIMED', 'PENDING',"
                    + " MIN(received_at, ?) FROM anyhook_event"
                    + " WHERE seq > (SELECT COALESCE(MAX(seq), 0) FROM anyhook_handling)";

    private static final String HANDLE =
            "INSERT INTO anyhook_handling (seq, claimed, state, due_at, settled_at) VALUES (?, ?, ?, ?, ?)";

    private Insertion() {}

    /** Inserts what is new of {@code events}, where nobody else writes meanwhile; says of each whether it was. */
    static boolean[] oneByOne(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(SQL);
        for (IncomingEvent incoming : events) {
            write(incoming, RowState.PENDING, new BoundCells(insert));
            insert.addBatch();
        }
        int[] counts = insert.executeBatch();
        boolean[] isNew = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.SUCCESS_NO_INFO || counts[i] > 1) {
                throw new IllegalStateException("the driver does not tell which rows of a batch are duplicates");
            }
            isNew[i] = counts[i] == 1;
        }
        PreparedStatement handOut = session.prepare(HAND_OUT_NEW);
        Rows.setInstant(handOut, 1, now);
        handOut.executeUpdate();
        return isNew;
    }

    /** Inserts one row in {@code state}; false if a key is taken. */
    static boolean one(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(NUMBERED);
        write(incoming, state, new BoundCells(insert));
        long seq;
        try (ResultSet row = insert.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            seq = row.getLong(1);
        }
        Instant received = incoming.receivedAt();
        handle(session, seq, incoming.trust(), state, received.isBefore(now) ? received : now, now);
        return true;
    }

    /** Has a new row wait for its handlers until {@code due}, or be settled {@code now} if it is to be in any other state. */
    static void handle(Session session, long seq, Trust trust, RowState state, Instant due, Instant now)
            throws SQLException {
        PreparedStatement insert = session.prepare(HANDLE);
        insert.setLong(1, seq);
        insert.setInt(2, trust == Trust.CLAIMED ? 1 : 0);
        insert.setString(3, state.name());
        Rows.setInstant(insert, 4, due);
        Rows.setInstant(insert, 5, state == RowState.PENDING ? null : now);
        insert.executeUpdate();
    }

    /** The row of an event in {@code state}: one to be handed out wants the end of its job. */
    static void write(IncomingEvent incoming, RowState state, Cells cells) throws SQLException {
        WebhookEvent event = incoming.event();
        String key = Keys.of(event.id());
        cells.text(event.endpoint());
        cells.text(Keys.text(event.id()));
        cells.text(key);
        cells.text(incoming.trust() == Trust.CLAIMED ? key : null);
        cells.text(state == RowState.PENDING ? JobEnds.key(incoming) : null);
        cells.text(event.provider().value());
        cells.text(incoming.trust().name());
        cells.instant(incoming.receivedAt());
        Rows.writeNews(event, cells);
    }
}
