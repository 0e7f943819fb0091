package dev.anyhook.http;

import java.time.InstantSource;
import java.util.Objects;

/**
 * Where the server listens and how much it takes. Begin with {@link #defaults}: versions to come may know more options,
 * and then have another constructor.
 *
 * @param host the address to listen at
 * @param port the port to listen at; 0 for any that is free
 * @param limits how much it takes
 * @param timeouts how long it waits
 * @param eventLoops threads that serve connections
 * @param clock what time it is when a delivery arrives
 */
public record HttpOptions(
        String host, int port, HttpLimits limits, HttpTimeouts timeouts, int eventLoops, InstantSource clock) {
    private static final int MOST_LOOPS = 4;

    public HttpOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(clock, "clock");
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to listen at is blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("at least one event loop is needed: " + eventLoops);
        }
    }

    /** A free port of 127.0.0.1, and limits for a service of ordinary size. */
    public static HttpOptions defaults() {
        int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
        return new HttpOptions(
                "127.0.0.1", 0, HttpLimits.defaults(), HttpTimeouts.defaults(), loops, InstantSource.system());
    }

    public HttpOptions withHost(String other) {
        return new HttpOptions(other, port, limits, timeouts, eventLoops, clock);
    }

    public HttpOptions withPort(int other) {
        return new HttpOptions(host, other, limits, timeouts, eventLoops, clock);
    }

    /** The same with another cap on the bytes of one body. */
    public HttpOptions withMaxBody(int bytes) {
        return withLimits(limits.withMaxBody(bytes));
    }

    public HttpOptions withLimits(HttpLimits other) {
        return new HttpOptions(host, port, other, timeouts, eventLoops, clock);
    }

    public HttpOptions withTimeouts(HttpTimeouts other) {
        return new HttpOptions(host, port, limits, other, eventLoops, clock);
    }

    public HttpOptions withEventLoops(int threads) {
        return new HttpOptions(host, port, limits, timeouts, threads, clock);
    }

    public HttpOptions withClock(InstantSource other) {
        return new HttpOptions(host, port, limits, timeouts, eventLoops, other);
    }
}
