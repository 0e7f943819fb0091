package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps events: one batch of inserts, then the ends of jobs that they tell of. */
final class Appends {
    private static final String INSERT =
            "INSERT INTO anyhook_event (endpoint, event_id, event_key, claim_key, provider,"
                    + " trust, received_at, due_at, state, type, occurred_at, payload, job_id, job_key, job_state, vendor_state,"
                    + " job_links, job_error)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    /** A claim that was given up may have come before its time: it makes room for the next of its id. */
    static final String MAKE_ROOM = "DELETE FROM anyhook_event WHERE event_key = ? AND endpoint = ?"
            + " AND state = 'DEAD' AND trust = 'CLAIMED'";

    /** All writers keep events in the same order, so that two of them never wait for each other. */
    private static final Comparator<Command.Append> ORDER = Comparator.comparing(
                    (Command.Append append) -> append.incoming.event().endpoint())
            .thenComparing(append -> append.incoming.event().id());

    private final InstantSource clock;

    Appends(InstantSource clock) {
        this.clock = clock;
    }

    void write(Session session, List<Command.Append> unordered) throws SQLException {
        List<Command.Append> appends = unordered.stream().sorted(ORDER).toList();
        List<Command.Append> kept = insert(session, appends);
        if (kept.size() < appends.size()) {
            var rest = new ArrayList<>(appends);
            rest.removeAll(kept);
            kept.addAll(insert(session, withRoom(session, rest)));
        }
        appends.forEach(append -> append.result(Outcome.DUPLICATE));
        kept.forEach(append -> append.result(Outcome.STORED));
        JobEnds.take(
                session,
                kept.stream()
                        .map(append -> append.incoming)
                        .filter(incoming -> incoming.trust() != Trust.CLAIMED)
                        .toList(),
                clock.instant());
    }

    /** Inserts what is not there yet; gives what was not. */
    private List<Command.Append> insert(Session session, List<Command.Append> appends) throws SQLException {
        var kept = new ArrayList<Command.Append>(appends.size());
        if (appends.isEmpty()) {
            return kept;
        }
        Instant now = clock.instant();
        PreparedStatement insert = session.prepare(INSERT);
        for (Command.Append append : appends) {
            bind(insert, append.incoming, now);
            insert.addBatch();
        }
        int[] counts = insert.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.SUCCESS_NO_INFO || counts[i] > 1) {
                throw new IllegalStateException("the driver does not tell which rows of a batch are duplicates");
            }
            if (counts[i] == 1) {
                kept.add(appends.get(i));
            }
        }
        return kept;
    }

    private static void bind(PreparedStatement insert, IncomingEvent incoming, Instant now) throws SQLException {
        WebhookEvent event = incoming.event();
        String key = Keys.of(event.id());
        insert.setString(1, event.endpoint());
        insert.setString(2, Keys.text(event.id()));
        insert.setString(3, key);
        insert.setString(4, incoming.trust() == Trust.CLAIMED ? key : null);
        insert.setString(5, event.provider().value());
        insert.setString(6, incoming.trust().name());
        Instant received = incoming.receivedAt();
        Rows.setInstant(insert, 7, received);
        Rows.setInstant(insert, 8, received.isBefore(now) ? received : now);
        Rows.bindNews(insert, 9, event);
    }

    /** Those of {@code duplicates} that no longer are. */
    private static List<Command.Append> withRoom(Session session, List<Command.Append> duplicates) throws SQLException {
        PreparedStatement delete = session.prepare(MAKE_ROOM);
        for (Command.Append append : duplicates) {
            delete.setString(1, Keys.of(append.incoming.event().id()));
            delete.setString(2, append.incoming.event().endpoint());
            delete.addBatch();
        }
        int[] counts = delete.executeBatch();
        var free = new ArrayList<Command.Append>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                free.add(duplicates.get(i));
            }
        }
        return free;
    }
}
