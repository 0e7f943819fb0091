package dev.anyhook.inbox.jdbc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How a {@link JdbcInbox} keeps and forgets. Begin with {@link #defaults}: versions to come may know more options, and
 * then have another constructor.
 *
 * @param queue how many events may wait to be written before appends are refused, a quarter of them mere claims; their
 *     payloads may take 64 MiB at most, whatever is said here
 * @param claims about how many mere claims may be kept, waiting or given up, before further ones are refused: given-up
 *     events are never forgotten, and whoever knows an unsigned vendor's URL can make claims
 * @param retention how long handled events are kept for deduplication, at least 72 hours: Diffio retries for 28 hours,
 *     and people recover later
 * @param orderedPerJob whether events of one job are handed out one at a time, in the order they happened, as far as
 *     they have arrived: none waits for what may still come, and what then comes after the end of its job is late; mere
 *     claims wait for no other claim
 * @param connections how many handlers at once may use the connection of their settling transaction; with SQLite one
 *     can
 * @param migration whether opening the inbox makes its tables or brings them up to date; without, one that is not there
 *     or that an older version has made is refused, as a tool should that only looks at what a receiver has made, and
 *     one that cannot be reached is refused after one try and not after five seconds of them
 * @param clock what time it is: when new events are due, when handled ones were settled, and what is old enough to be
 *     forgotten
 */
public record JdbcInboxOptions(
        int queue,
        int claims,
        Duration retention,
        boolean orderedPerJob,
        int connections,
        boolean migration,
        InstantSource clock) {
    private static final Duration SHORTEST = Duration.ofDays(3);

    public JdbcInboxOptions {
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(clock, "clock");
        if (queue < 1 || claims < 1 || connections < 1) {
            throw new IllegalArgumentException("there must be room for one event, one claim and one connection");
        }
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("retention must be at least " + SHORTEST + ": " + retention);
        }
    }

    /**
     * Room for 10 000 waiting events and 10 000 claims, seven days of memory, no order, ten connections, and migration.
     */
    public static JdbcInboxOptions defaults() {
        return new JdbcInboxOptions(10_000, 10_000, Duration.ofDays(7), false, 10, true, InstantSource.system());
    }

    public JdbcInboxOptions withQueue(int events) {
        return new JdbcInboxOptions(events, claims, retention, orderedPerJob, connections, migration, clock);
    }

    public JdbcInboxOptions withClaims(int count) {
        return new JdbcInboxOptions(queue, count, retention, orderedPerJob, connections, migration, clock);
    }

    public JdbcInboxOptions withRetention(Duration period) {
        return new JdbcInboxOptions(queue, claims, period, orderedPerJob, connections, migration, clock);
    }

    public JdbcInboxOptions withOrderedPerJob(boolean ordered) {
        return new JdbcInboxOptions(queue, claims, retention, ordered, connections, migration, clock);
    }

    public JdbcInboxOptions withConnections(int count) {
        return new JdbcInboxOptions(queue, claims, retention, orderedPerJob, count, migration, clock);
    }

    public JdbcInboxOptions withMigration(boolean allowed) {
        return new JdbcInboxOptions(queue, claims, retention, orderedPerJob, connections, allowed, clock);
    }

    public JdbcInboxOptions withClock(InstantSource source) {
        return new JdbcInboxOptions(queue, claims, retention, orderedPerJob, connections, migration, source);
    }
}
