package dev.anyhook.inbox.jdbc;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events to rows and back. Instants are kept in microseconds since 1970. */
final class Rows {
    /** What is known of an event, but for its payload. */
    static final String ENVELOPE =
            "endpoint, event_id, provider, type, trust, occurred_at, received_at, job_id, job_state,"
                    + " vendor_state, job_links, job_error";

    /** The columns that {@link #incoming} reads. */
    static final String COLUMNS = ENVELOPE + ", payload";

    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1_000;
    private static final Instant EARLIEST = instant(Long.MIN_VALUE);
    private static final Instant LATEST = instant(Long.MAX_VALUE);

    private Rows() {}

    /** Gives what an event says: nine values, type to job_error. */
    static void writeNews(WebhookEvent event, Cells cells) throws SQLException {
        JobUpdate job = event.job();
        cells.text(Keys.text(event.type()));
        cells.instant(event.occurredAt());
        cells.bytes(event.payload().toByteArray());
        cells.text(job == null ? null : Keys.text(job.jobId()));
        cells.text(job == null ? null : Keys.of(job.jobId()));
        cells.text(job == null ? null : job.state().name());
        cells.text(job == null ? null : Keys.text(job.vendorState()));
        cells.text(job == null ? null : joined(job.resultLinks()));
        cells.text(job == null || job.error() == null ? null : Keys.text(job.error()));
    }

    private static String joined(List<URI> links) {
        return Keys.text(links.stream().map(URI::toString).collect(Collectors.joining("\n")));
    }

    /** The event in {@code row}; a payload that was not asked for is empty. */
    static IncomingEvent incoming(ResultSet row) throws SQLException {
        String jobId = row.getString("job_id");
        JobUpdate job = jobId == null
                ? null
                : new JobUpdate(
                        jobId,
                        JobState.valueOf(row.getString("job_state")),
                        row.getString("vendor_state"),
                        links(row.getString("job_links")),
                        row.getString("job_error"));
        byte[] payload = row.getBytes("payload");
        var event = new WebhookEvent(
                ProviderId.of(row.getString("provider")),
                row.getString("endpoint"),
                row.getString("event_id"),
                row.getString("type"),
                instant(row, "occurred_at"),
                job,
                payload == null ? Payload.empty() : Payload.copyOf(payload));
        Instant receivedAt = Objects.requireNonNull(instant(row, "received_at"));
        return new IncomingEvent(event, Trust.valueOf(row.getString("trust")), receivedAt);
    }

    private static List<URI> links(@Nullable String joined) {
        return joined == null || joined.isEmpty()
                ? List.of()
                : Arrays.stream(joined.split("\n", -1)).map(URI::create).toList();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : instant(micros);
    }

    static void setInstant(PreparedStatement statement, int place, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(place, Types.BIGINT);
        } else {
            statement.setLong(place, micros(instant));
        }
    }

    /** As near to {@code instant} as microseconds can say, downwards. */
    static long micros(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        if (instant.isAfter(LATEST)) {
            return Long.MAX_VALUE;
        }
        long seconds = instant.getEpochSecond();
        long micros = instant.getNano() / NANOS;
        // The second in which the earliest instant lies begins before it, and cannot be said itself.
        return seconds < 0 ? (seconds + 1) * MICROS + (micros - MICROS) : seconds * MICROS + micros;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
