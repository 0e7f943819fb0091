package dev.anyhook.inbox.jdbc;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a {@link JdbcInbox} keeps and forgets.
 *
 * @param queue how many events may wait to be written before appends are refused, a quarter of them mere claims
 * @param claims about how many mere claims may be kept, waiting or given up, before further ones are refused: given-up
 *     events are never forgotten, and whoever knows an unsigned vendor's URL can make claims
 * @param retention how long handled events are kept for deduplication, at least 72 hours: Diffio retries for 28 hours,
 *     and people recover later
 * @param orderedPerJob whether events of one job are handed out one at a time, in the order they happened
 * @param connections how many handlers at once may use the connection of their settling transaction; with SQLite one can
 * @param clock what time it is, for retention
 */
public record JdbcInboxOptions(
        int queue, int claims, Duration retention, boolean orderedPerJob, int connections, InstantSource clock) {
    private static final Duration SHORTEST = Duration.ofDays(3);

    public JdbcInboxOptions {
        if (queue < 1 || claims < 1 || connections < 1) {
            throw new IllegalArgumentException("there must be room for one event, one claim and one connection");
        }
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("retention must be at least " + SHORTEST + ": " + retention);
        }
    }

    /** Room for 10 000 waiting events and 10 000 claims, seven days of memory, no order, ten connections. */
    public static JdbcInboxOptions defaults() {
        return new JdbcInboxOptions(10_000, 10_000, Duration.ofDays(7), false, 10, InstantSource.system());
    }

    public JdbcInboxOptions withQueue(int events) {
        return new JdbcInboxOptions(events, claims, retention, orderedPerJob, connections, clock);
    }

    public JdbcInboxOptions withClaims(int count) {
        return new JdbcInboxOptions(queue, count, retention, orderedPerJob, connections, clock);
    }

    public JdbcInboxOptions withRetention(Duration period) {
        return new JdbcInboxOptions(queue, claims, period, orderedPerJob, connections, clock);
    }

    public JdbcInboxOptions withOrderedPerJob(boolean ordered) {
        return new JdbcInboxOptions(queue, claims, retention, ordered, connections, clock);
    }

    public JdbcInboxOptions withConnections(int count) {
        return new JdbcInboxOptions(queue, claims, retention, orderedPerJob, count, clock);
    }

    public JdbcInboxOptions withClock(InstantSource source) {
        return new JdbcInboxOptions(queue, claims, retention, orderedPerJob, connections, source);
    }
}
