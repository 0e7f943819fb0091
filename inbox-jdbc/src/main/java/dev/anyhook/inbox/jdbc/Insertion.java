package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** A new row, unless one of its keys is taken. */
final class Insertion {
    static final String SQL = "INSERT INTO anyhook_event (endpoint, event_id, event_key, claim_key, end_key, provider,"
            + " trust, received_at, due_at, state, settled_at, type, occurred_at, payload, job_id, job_key, job_state,"
            + " vendor_state, job_links, job_error)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private Insertion() {}

    /** Binds a row in {@code state}: one to be handed out wants the end of its job, any other is settled. */
    static void bind(PreparedStatement insert, IncomingEvent incoming, RowState state, Instant now)
            throws SQLException {
        WebhookEvent event = incoming.event();
        boolean pending = state == RowState.PENDING;
        String key = Keys.of(event.id());
        Instant received = incoming.receivedAt();
        insert.setString(1, event.endpoint());
        insert.setString(2, Keys.text(event.id()));
        insert.setString(3, key);
        insert.setString(4, incoming.trust() == Trust.CLAIMED ? key : null);
        insert.setString(5, pending ? JobEnds.key(incoming) : null);
        insert.setString(6, event.provider().value());
        insert.setString(7, incoming.trust().name());
        Rows.setInstant(insert, 8, received);
        Rows.setInstant(insert, 9, received.isBefore(now) ? received : now);
        insert.setString(10, state.name());
        Rows.setInstant(insert, 11, pending ? null : now);
        Rows.bindNews(insert, 12, event);
    }
}
