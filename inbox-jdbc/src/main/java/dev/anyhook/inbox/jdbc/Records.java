package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at entries and puts them back to work, for operators. */
final class Records {
    private static final String REST =
            ", seq, state, attempts, due_at, settled_at, last_error, replayed_by, replayed_why"
                    + " FROM anyhook_event JOIN anyhook_handling USING (seq)";
    private static final String WHOLE = "SELECT " + Rows.COLUMNS + REST;
    static final String WITHOUT_PAYLOAD = "SELECT " + Rows.ENVELOPE + ", NULL AS payload" + REST;

    /** A claim is known by the id that it came with as well, unless an event has that id by now. */
    static final String NAMED = "(event_key = ? OR (claim_key = ? AND NOT EXISTS (SELECT 1 FROM anyhook_event"
            + " taken WHERE taken.event_key = ? AND taken.endpoint = anyhook_event.endpoint)))";

    private Records() {}

    /** The newest entries, {@code most} at most; of those with numbers below {@code end}, unless that is null. */
    static List<InboxRecord> newest(Connection connection, InboxQuery query, @Nullable Long end, int most)
            throws SQLException {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        add(conditions, values, "endpoint = ?", query.endpoint());
        add(
                conditions,
                values,
                "state = ?",
                query.state() == null ? null : query.state().name());
        add(conditions, values, "received_at >= ?", query.since() == null ? null : Rows.micros(query.since()));
        if (query.jobId() != null) {
            conditions.add("(end_key = ? OR (job_key = ? AND end_key IS NULL))");
            values.addAll(Collections.nCopies(2, Keys.of(query.jobId())));
        }
        if (query.id() != null) {
            conditions.add(NAMED);
            values.addAll(Collections.nCopies(3, Keys.of(query.id())));
        }
        add(conditions, values, "anyhook_event.seq < ?", end);
        add(conditions, values, "anyhook_handling.seq < ?", end);
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String rows = query.payloads() ? WHOLE : WITHOUT_PAYLOAD;
        var found = new ArrayList<InboxRecord>();
        try (PreparedStatement select =
                connection.prepareStatement(rows + where + " ORDER BY seq DESC LIMIT " + most)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
        }
        return found;
    }

    private static void add(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    static Optional<InboxRecord> find(Connection connection, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WHOLE + " WHERE seq = ?")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static InboxRecord read(ResultSet row) throws SQLException {
        RowState state = RowState.valueOf(row.getString("state"));
        return new InboxRecord(
                row.getLong("seq"),
                Rows.incoming(row),
                state,
                row.getInt("attempts"),
                state == RowState.PENDING ? Rows.instant(row, "due_at") : null,
                Rows.instant(row, "settled_at"),
                row.getString("last_error"),
                row.getString("replayed_by"),
                row.getString("replayed_why"));
    }

    /** Hands the same entry out again; false when there is none, or it waits anyway, or is not in {@code state}. */
    static boolean replay(Session session, long number, @Nullable RowState state) throws SQLException {
        PreparedStatement update =
                session.prepare("UPDATE anyhook_handling SET state = 'PENDING', attempts = 0, due_at = 0, held = 0,"
                        + " settled_at = NULL, last_error = NULL, fence = fence + 1"
                        + " WHERE seq = ? AND state <> 'PENDING' AND state = COALESCE(?, state)");
        update.setLong(1, number);
        update.setString(2, state == null ? null : state.name());
        return update.executeUpdate() == 1;
    }

    /** Hands a copy out under an id of its own; empty when there is no such entry. */
    static Optional<String> replayAnew(Session session, long number, String who, String why, Instant now)
            throws SQLException {
        String id = "replay:" + UUID.randomUUID();
        String copied = "endpoint, provider, type, trust, occurred_at, received_at, job_id, job_key, job_state,"
                + " vendor_state, job_links, job_error, payload";
        PreparedStatement insert = session.prepare("INSERT INTO anyhook_event (event_id, event_key, replayed_by,"
                + " replayed_why, " + copied + ") SELECT ?, ?, ?, ?, " + copied
                + " FROM anyhook_event WHERE seq = ? RETURNING seq, trust = 'CLAIMED'");
        insert.setString(1, id);
        insert.setString(2, id);
        insert.setString(3, Keys.text(who));
        insert.setString(4, Keys.text(why));
        insert.setLong(5, number);
        PreparedStatement clear = session.prepare("DELETE FROM anyhook_handling WHERE seq = ?");
        PreparedStatement handle =
                session.prepare("INSERT " + Insertion.INTO_HANDLING + "VALUES (?, ?, 'PENDING', 0, NULL, ?)");
        try (ResultSet row = insert.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            clear.setLong(1, row.getLong(1));
            handle.setLong(1, row.getLong(1));
            handle.setInt(2, row.getBoolean(2) ? 1 : 0);
            Rows.setInstant(handle, 3, now);
        }
        clear.executeUpdate(); // What somebody left there who deleted events by hand.
        handle.executeUpdate();
        return Optional.of(id);
    }
}
