package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;

/** New rows, each unless one of its keys is taken: what is the same for all engines. */
final class Insertion {
    /** The columns in the order in which {@link #write} binds them. */
    private static final String COLUMNS = "endpoint, event_id, event_key, claim_key, end_key, provider, trust,"
            + " received_at, type, occurred_at, payload, job_id, job_key, job_state, vendor_state, job_links,"
            + " job_error";

    static final String INTO = "INSERT INTO anyhook_event (" + COLUMNS + ") ";
    static final String UNLESS_TAKEN = " ON CONFLICT DO NOTHING";

    /** One event, unless one of its keys is taken. */
    static final String ONE = INTO + "VALUES (" + String.join(", ", Collections.nCopies(COLUMNS.split(",").length, "?"))
            + ")" + UNLESS_TAKEN;

    static final String INTO_HANDLING = "INTO anyhook_handling (seq, claimed, state, due_at, settled_at, fence) ";

    private Insertion() {}

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

    /**
     * How a new row is handled: five values, due since it came and not later than {@code now}, or settled {@code now}.
     * Its fence begins at that instant: SQLite gives the number of its newest row once more when that was deleted, and
     * who had a lease on the old one must not have it on the new one.
     */
    static void writeHandling(IncomingEvent incoming, RowState state, Instant now, BoundCells cells)
            throws SQLException {
        Instant received = incoming.receivedAt();
        cells.number(incoming.trust() == Trust.CLAIMED ? 1 : 0);
        cells.text(state.name());
        cells.instant(received.isBefore(now) ? received : now);
        cells.instant(state == RowState.PENDING ? null : now);
        cells.instant(now);
    }
}
