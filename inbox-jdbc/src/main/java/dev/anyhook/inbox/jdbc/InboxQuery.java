package dev.anyhook.inbox.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list, newest first, and how much of them; null means any.
 *
 * @param endpoint those of one endpoint
 * @param state those in one state
 * @param since those that arrived at or after an instant
 * @param jobId those of one job
 * @param id those with one event id, or that came as a claim with it where no event has it
 * @param limit how many at most; 0 for all
 * @param payloads whether payloads are read; they are empty if not
 */
public record InboxQuery(
        @Nullable String endpoint,
        @Nullable RowState state,
        @Nullable Instant since,
        @Nullable String jobId,
        @Nullable String id,
        int limit,
        boolean payloads) {
    public InboxQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit cannot be negative: " + limit);
        }
    }

    /** Every entry, whole. */
    public static InboxQuery all() {
        return new InboxQuery(null, null, null, null, null, 0, true);
    }

    public InboxQuery ofEndpoint(@Nullable String name) {
        return new InboxQuery(name, state, since, jobId, id, limit, payloads);
    }

    public InboxQuery inState(@Nullable RowState one) {
        return new InboxQuery(endpoint, one, since, jobId, id, limit, payloads);
    }

    public InboxQuery since(@Nullable Instant instant) {
        return new InboxQuery(endpoint, state, instant, jobId, id, limit, payloads);
    }

    public InboxQuery ofJob(@Nullable String job) {
        return new InboxQuery(endpoint, state, since, job, id, limit, payloads);
    }

    public InboxQuery withId(@Nullable String eventId) {
        return new InboxQuery(endpoint, state, since, jobId, eventId, limit, payloads);
    }

    public InboxQuery limitedTo(int entries) {
        return new InboxQuery(endpoint, state, since, jobId, id, entries, payloads);
    }

    /** The same entries with empty payloads, which are then not read: all that a list needs. */
    public InboxQuery withoutPayloads() {
        return new InboxQuery(endpoint, state, since, jobId, id, limit, false);
    }
}
