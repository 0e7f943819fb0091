package dev.anyhook.inbox.jdbc;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first believable end of each job: who comes first is handed out, who comes later is kept only. */
final class JobEnds {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnds.class);
    private static final String TAKE = "INSERT INTO anyhook_job_end (endpoint, job_key, state, ended_at)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String FIRST = "SELECT state FROM anyhook_job_end WHERE job_key = ? AND endpoint = ?";
    private static final String PARK =
            "UPDATE anyhook_event SET state = ?, settled_at = ? WHERE event_key = ? AND endpoint = ?";
    private static final Comparator<WebhookEvent> ORDER =
            Comparator.comparing(WebhookEvent::endpoint).thenComparing(JobEnds::key);

    private JobEnds() {}

    /** Takes the place of each job that ended, and parks those whose place is taken. */
    static void take(Session session, List<IncomingEvent> kept, Instant now) throws SQLException {
        List<WebhookEvent> ends = kept.stream()
                .map(IncomingEvent::event)
                .filter(JobEnds::isEnd)
                .sorted(ORDER)
                .toList();
        if (ends.isEmpty()) {
            return;
        }
        PreparedStatement take = session.prepare(TAKE);
        for (WebhookEvent end : ends) {
            bind(take, end, now);
            take.addBatch();
        }
        int[] counts = take.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1) {
                park(session, ends.get(i), afterTheFirst(session, ends.get(i)), now);
            }
        }
    }

    /** Takes the place of the job that {@code event} tells of, and says what becomes of its row. */
    static RowState take(Session session, WebhookEvent event, Instant now) throws SQLException {
        if (!isEnd(event)) {
            return RowState.PENDING;
        }
        PreparedStatement take = session.prepare(TAKE);
        bind(take, event, now);
        return take.executeUpdate() == 1 ? RowState.PENDING : afterTheFirst(session, event);
    }

    private static boolean isEnd(WebhookEvent event) {
        JobUpdate job = event.job();
        return job != null && job.state().isTerminal();
    }

    private static String key(WebhookEvent event) {
        return Keys.of(Objects.requireNonNull(event.job()).jobId());
    }

    private static void bind(PreparedStatement take, WebhookEvent end, Instant now) throws SQLException {
        take.setString(1, end.endpoint());
        take.setString(2, key(end));
        take.setString(3, Objects.requireNonNull(end.job()).state().name());
        Rows.setInstant(take, 4, now);
    }

    private static RowState afterTheFirst(Session session, WebhookEvent event) throws SQLException {
        PreparedStatement select = session.prepare(FIRST);
        select.setString(1, key(event));
        select.setString(2, event.endpoint());
        JobState said = Objects.requireNonNull(event.job()).state();
        try (ResultSet row = select.executeQuery()) {
            if (!row.next() || row.getString(1).equals(said.name())) {
                return RowState.REPEATED;
            }
            LOG.warn(
                    "endpoint {}: a job ended {} and now {}; the first counts",
                    event.endpoint(),
                    row.getString(1),
                    said);
            return RowState.CONTRADICTING;
        }
    }

    private static void park(Session session, WebhookEvent event, RowState state, Instant now) throws SQLException {
        PreparedStatement update = session.prepare(PARK);
        update.setString(1, state.name());
        Rows.setInstant(update, 2, now);
        update.setString(3, Keys.of(event.id()));
        update.setString(4, event.endpoint());
        update.executeUpdate();
    }
}
