package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** New rows, each unless one of its keys is taken. */
final class Insertion {
    /** The columns in the order in which {@link #write} binds them. */
    private static final String COLUMNS = "endpoint, event_id, event_key, claim_key, end_key, provider, trust,"
            + " received_at, due_at, state, settled_at, type, occurred_at, payload, job_id, job_key, job_state,"
            + " vendor_state, job_links, job_error";

    static final String INTO = "INSERT INTO anyhook_event (" + COLUMNS + ") ";
    private static final String ROW =
            "(" + String.join(", ", Collections.nCopies(COLUMNS.split(",").length, "?")) + ")";
    static final String UNLESS_TAKEN = " ON CONFLICT DO NOTHING";
    private static final String SQL = INTO + "VALUES " + ROW + UNLESS_TAKEN;

    private Insertion() {}

    /** Inserts what is new of {@code events}, one statement after the other; says of each whether it was. */
    static boolean[] oneByOne(Session session, List<IncomingEvent> events, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(SQL);
        for (IncomingEvent incoming : events) {
            write(incoming, RowState.PENDING, now, new BoundCells(insert));
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
        return isNew;
    }

    /** Inserts one row in {@code state}; false if a key is taken. */
    static boolean one(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException {
        PreparedStatement insert = session.prepare(SQL);
        write(incoming, state, now, new BoundCells(insert));
        return insert.executeUpdate() == 1;
    }

    /** The row of an event in {@code state}: one to be handed out wants the end of its job, any other is settled. */
    static void write(IncomingEvent incoming, RowState state, Instant now, Cells cells) throws SQLException {
        WebhookEvent event = incoming.event();
        boolean pending = state == RowState.PENDING;
        String key = Keys.of(event.id());
        Instant received = incoming.receivedAt();
        cells.text(event.endpoint());
        cells.text(Keys.text(event.id()));
        cells.text(key);
        cells.text(incoming.trust() == Trust.CLAIMED ? key : null);
        cells.text(pending ? JobEnds.key(incoming) : null);
        cells.text(event.provider().value());
        cells.text(incoming.trust().name());
        cells.instant(received);
        cells.instant(received.isBefore(now) ? received : now);
        cells.text(state.name());
        cells.instant(pending ? null : now);
        Rows.writeNews(event, cells);
    }
}
