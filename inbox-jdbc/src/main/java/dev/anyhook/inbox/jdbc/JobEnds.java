package dev.anyhook.inbox.jdbc;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.spi.LogText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first believable end of each job: the row that has it holds its end key, of which there is one. Who comes later
 * is kept, but not handed out.
 */
final class JobEnds {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnds.class);
    static final String FIRST = "SELECT job_state FROM anyhook_event WHERE end_key = ? AND endpoint = ?";
    static final String TAKE = "UPDATE anyhook_event SET end_key = ? WHERE seq = ?"
            + " AND NOT EXISTS (SELECT 1 FROM anyhook_event e WHERE e.end_key = ? AND e.endpoint = ?)";

    private JobEnds() {}

    /** The end key that {@code incoming} is to hold if it is free; null for what ends no job, and for claims. */
    static @Nullable String key(IncomingEvent incoming) {
        return incoming.trust() == Trust.CLAIMED ? null : key(incoming.event());
    }

    private static @Nullable String key(WebhookEvent event) {
        JobUpdate job = event.job();
        return job != null && job.state().isTerminal() ? Keys.of(job.jobId()) : null;
    }

    /** Has the row hold the end of the job that {@code event} tells of, and says what becomes of the row. */
    static RowState take(Session session, WebhookEvent event, long seq) throws SQLException {
        String key = key(event);
        if (key == null) {
            return RowState.PENDING;
        }
        PreparedStatement take = session.prepare(TAKE);
        take.setString(1, key);
        take.setLong(2, seq);
        take.setString(3, key);
        take.setString(4, event.endpoint());
        return take.executeUpdate() == 1 ? RowState.PENDING : beside(session, key, event);
    }

    /** What becomes of an event that wants {@code key}, as things are. */
    static RowState beside(Session session, @Nullable String key, WebhookEvent event) throws SQLException {
        if (key == null) {
            return RowState.PENDING;
        }
        PreparedStatement select = session.prepare(FIRST);
        select.setString(1, key);
        select.setString(2, event.endpoint());
        JobState said = Objects.requireNonNull(event.job()).state();
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return RowState.PENDING;
            }
            String first = row.getString(1);
            if (first.equals(said.name())) {
                return RowState.REPEATED;
            }
            LOG.warn(
                    "endpoint {}: job {} ended {} and now {}; the first counts",
                    event.endpoint(),
                    LogText.of(key),
                    first,
                    said);
            return RowState.CONTRADICTING;
        }
    }
}
