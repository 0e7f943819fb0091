package dev.anyhook.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the server waits for others. Begin with {@link #defaults}: versions to come may know more limits, and then
 * have another constructor.
 *
 * @param body for the whole body, from the end of the headers on; then 408
 * @param keep for the inbox to keep an event; then 503, and the vendor tries again, unless the receiver said so before
 * @param idle for a connection to bring the next request with all its headers; then it is closed, however busily it
 *     sends half a header
 * @param grace for requests in flight when the server closes
 */
public record HttpTimeouts(Duration body, Duration keep, Duration idle, Duration grace) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final HttpTimeouts DEFAULTS = new HttpTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(30));

    public HttpTimeouts {
        checked("body", body);
        checked("keep", keep);
        checked("idle", idle);
        checked("grace", grace);
    }

    private static void checked(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be between 1 millisecond and 1 day: " + value);
        }
    }

    /** Ten seconds for a body, 15 to keep it, 30 between requests, and 30 to finish when the server closes. */
    public static HttpTimeouts defaults() {
        return DEFAULTS;
    }

    /**
     * How long the server may have written nothing to a connection, whatever came: longer than all of these together,
     * which lie between two answers that are read.
     */
    Duration longestSilence() {
        return idle.plus(body).plus(keep).plus(Connection.LINGER).plusSeconds(1);
    }

    public HttpTimeouts withBody(Duration limit) {
        return new HttpTimeouts(limit, keep, idle, grace);
    }

    public HttpTimeouts withKeep(Duration limit) {
        return new HttpTimeouts(body, limit, idle, grace);
    }

    public HttpTimeouts withIdle(Duration limit) {
        return new HttpTimeouts(body, keep, limit, grace);
    }

    public HttpTimeouts withGrace(Duration limit) {
        return new HttpTimeouts(body, keep, idle, limit);
    }
}
