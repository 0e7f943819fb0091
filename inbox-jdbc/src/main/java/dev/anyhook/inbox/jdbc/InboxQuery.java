package dev.anyhook.inbox.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list, newest first; null means any.
 *
 * @param endpoint those of one endpoint
 * @param state those in one state
 * @param since those that arrived at or after an instant
 * @param jobId those of one job
 * @param id those with one event id
 * @param limit how many at most; 0 for all
 */
public record InboxQuery(
        @Nullable String endpoint,
        @Nullable RowState state,
        @Nullable Instant since,
        @Nullable String jobId,
        @Nullable String id,
        int limit) {
    public InboxQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit cannot be negative: " + limit);
        }
    }

    /** Every entry. */
    public static InboxQuery all() {
        return new InboxQuery(null, null, null, null, null, 0);
    }

    public InboxQuery ofEndpoint(@Nullable String name) {
        return new InboxQuery(name, state, since, jobId, id, limit);
    }

    public InboxQuery inState(@Nullable RowState one) {
        return new InboxQuery(endpoint, one, since, jobId, id, limit);
    }

    public InboxQuery since(@Nullable Instant instant) {
        return new InboxQuery(endpoint, state, instant, jobId, id, limit);
    }

    public InboxQuery ofJob(@Nullable String job) {
        return new InboxQuery(endpoint, state, since, job, id, limit);
    }

    public InboxQuery withId(@Nullable String eventId) {
        return new InboxQuery(endpoint, state, since, jobId, eventId, limit);
    }

    public InboxQuery limitedTo(int entries) {
        return new InboxQuery(endpoint, state, since, jobId, id, entries);
    }
}
