package dev.anyhook.http;

/**
 * How much the server takes, at most. What is beyond is answered and never buffered. Begin with {@link #defaults}:
 * versions to come may know more limits, and then have another constructor.
 *
 * <p>A connection whose headers are only half there costs up to 48 times {@code maxHeaders} of memory, since a header
 * may count two bytes and takes some hundred, and up to 90 times if its headers have no names: whoever raises limits
 * must see that {@code maxConnections} of them fit into the heap.
 *
 * @param maxBody bytes of one body
 * @param maxHeaders bytes of one request's headers
 * @param maxRequestLine bytes of one request line, which holds the target
 * @param maxRequests deliveries that are there as a whole and being kept at the same time; one that dawdles takes no
 *     place
 * @param maxConnections connections open at the same time, shared out evenly among event loops; one more takes the
 *     place of one on its loop that is missed less: of those that have brought nothing new, or, while they have less
 *     than a quarter of the places, of the others; it is closed at once only while the inbox is asked to keep something
 *     of each
 * @param maxBuffered bytes of memory for all bodies being read or kept at the same time, at least {@code maxBody}; up
 *     to half of it is shared out evenly among connections, so that nobody can keep a small body out with large ones
 */
public record HttpLimits(
        int maxBody, int maxHeaders, int maxRequestLine, int maxRequests, int maxConnections, int maxBuffered) {
    private static final int MIB = 1024 * 1024;
    private static final int HEADERS = 8 * 1024;
    private static final int MOST_CONNECTIONS = 4096;
    private static final int FEWEST_CONNECTIONS = 64;
    private static final int MEMORY_OF_A_HEADER_BYTE = 48;
    private static final HttpLimits DEFAULTS = inHeap(Runtime.getRuntime().maxMemory());

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

    /**
     * Bodies of 1 MiB, headers of 8 KiB, 256 deliveries at once; 64 MiB of bodies and 4096 connections, or fewer where
     * the bodies of so many could take more than a quarter of the heap, or half-sent headers that have names; but no
     * fewer than 1 MiB and 64.
     */
    public static HttpLimits defaults() {
        return DEFAULTS;
    }

    /** What goes into a heap of so many bytes. */
    static HttpLimits inHeap(long heap) {
        long quarter = heap / 4;
        long connections = quarter / (MEMORY_OF_A_HEADER_BYTE * HEADERS);
        return new HttpLimits(
                MIB,
                HEADERS,
                4 * 1024,
                256,
                (int) Math.max(FEWEST_CONNECTIONS, Math.min(MOST_CONNECTIONS, connections)),
                (int) Math.max(MIB, Math.min(64 * MIB, quarter)));
    }

    /** How many bytes of a body there is room for on each connection, whatever others do. */
    int bodyShare() {
        return Math.min(maxBuffered / 2, maxBuffered - maxBody) / maxConnections;
    }

    /**
     * The same with another cap on one body; the cap on all bodies grows with it to twice as much, where it is less.
     */
    public HttpLimits withMaxBody(int bytes) {
        int two = (int) Math.min(Integer.MAX_VALUE, 2L * bytes);
        return new HttpLimits(
                bytes, maxHeaders, maxRequestLine, maxRequests, maxConnections, Math.max(two, maxBuffered));
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
