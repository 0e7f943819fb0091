package dev.anyhook.http;

/**
 * How much the server takes, at most. What is beyond is answered and never buffered.
 *
 * @param maxBody bytes of one body
 * @param maxHeaders bytes of one request's headers
 * @param maxRequestLine bytes of one request line, which holds the target
 * @param maxRequests deliveries that are there as a whole and being kept at the same time; one that dawdles takes no
 *     place
 * @param maxConnections connections open at the same time; one more is closed at once
 * @param maxBuffered bytes of all bodies being read or kept at the same time; at least {@code maxBody}
 */
public record HttpLimits(
        int maxBody, int maxHeaders, int maxRequestLine, int maxRequests, int maxConnections, int maxBuffered) {
    private static final HttpLimits DEFAULTS =
            new HttpLimits(1024 * 1024, 16 * 1024, 4 * 1024, 256, 4096, 64 * 1024 * 1024);

    public HttpLimits {
        positive("maxBody", maxBody);
        positive("maxHeaders", maxHeaders);
        positive("maxRequestLine", maxRequestLine);
        positive("maxRequests", maxRequests);
        positive("maxConnections", maxConnections);
        if (maxBuffered < maxBody) {
            throw new IllegalArgumentException(
                    "maxBuffered must be at least maxBody: " + maxBuffered + " is less than " + maxBody);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }

    /** Bodies of 1 MiB and 64 MiB of them, headers of 16 KiB, 256 deliveries at once on 4096 connections. */
    public static HttpLimits defaults() {
        return DEFAULTS;
    }

    /** The same with another cap on one body; the cap on all bodies grows with it where it must. */
    public HttpLimits withMaxBody(int bytes) {
        return new HttpLimits(
                bytes, maxHeaders, maxRequestLine, maxRequests, maxConnections, Math.max(bytes, maxBuffered));
    }

    public HttpLimits withMaxHeaders(int bytes) {
        return new HttpLimits(maxBody, bytes, maxRequestLine, maxRequests, maxConnections, maxBuffered);
    }

    public HttpLimits withMaxRequestLine(int bytes) {
        return new HttpLimits(maxBody, maxHeaders, bytes, maxRequests, maxConnections, maxBuffered);
    }

    public HttpLimits withMaxRequests(int requests) {
        return new HttpLimits(maxBody, maxHeaders, maxRequestLine, requests, maxConnections, maxBuffered);
    }

    public HttpLimits withMaxConnections(int connections) {
        return new HttpLimits(maxBody, maxHeaders, maxRequestLine, maxRequests, connections, maxBuffered);
    }

    public HttpLimits withMaxBuffered(int bytes) {
        return new HttpLimits(maxBody, maxHeaders, maxRequestLine, maxRequests, maxConnections, bytes);
    }
}
