package dev.anyhook.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server has taken on and not answered yet. Bounded; safe for any number of threads. */
final class Load {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReceiver.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final HttpOptions options;
    private final Semaphore begun;
    private final Semaphore requests;
    private final Semaphore bytes;
    private final Semaphore connections;
    private final int bodyShare;
    private final AtomicReference<Instant> lastWarning = new AtomicReference<>(Instant.MIN);
    private volatile boolean closing;

    Load(HttpOptions options) {
        this.options = options;
        this.begun = new Semaphore(options.limits().maxConnections());
        this.requests = new Semaphore(options.limits().maxRequests());
        this.connections = new Semaphore(options.limits().maxConnections());
        this.bodyShare = options.limits().bodyShare();
        this.bytes = new Semaphore(
                options.limits().maxBuffered() - bodyShare * options.limits().maxConnections());
    }

    /** Whether another delivery is not welcome. */
    boolean isFull() {
        return closing
                || (requests.availablePermits() == 0
                        && !refused("deliveries", options.limits().maxRequests()));
    }

    /** Begins to read a delivery, of which a connection has one at a time; false when the server closes. */
    boolean begin() {
        return !closing && begun.tryAcquire();
    }

    void end() {
        begun.release();
    }

    /** Takes on a delivery that is there as a whole; false when there are enough. One that dawdles takes no place. */
    boolean take() {
        return requests.tryAcquire() || refused("deliveries", options.limits().maxRequests());
    }

    void giveBack() {
        requests.release();
    }

    /** Makes room for a body of {@code size} bytes to become {@code count} longer; false when there is none. */
    boolean hold(int size, int count) {
        return bytes.tryAcquire(shared(size + count) - shared(size))
                || refused("bytes of bodies", options.limits().maxBuffered());
    }

    /** Gives back what was made room for of a body of {@code size} bytes. */
    void release(int size) {
        bytes.release(shared(size));
    }

    /** How much of a body is beyond its connection's own share. */
    private int shared(int size) {
        return Math.max(0, size - bodyShare);
    }

    boolean connect() {
        return connections.tryAcquire()
                || refused("connections", options.limits().maxConnections());
    }

    void disconnect() {
        connections.release();
    }

    private boolean refused(String what, int limit) {
        Instant now = options.clock().instant();
        Instant last = lastWarning.get();
        boolean due = last.equals(Instant.MIN) || !now.isBefore(last.plus(BETWEEN_WARNINGS));
        if (due && lastWarning.compareAndSet(last, now)) {
            LOG.warn("overloaded: more than {} {} at once; turning some away", limit, what);
        }
        return false;
    }

    boolean isClosing() {
        return closing;
    }

    /** Takes nothing on from now on; true once all is answered, false if that takes longer than {@code grace}. */
    boolean drain(Duration grace) throws InterruptedException {
        closing = true;
        return begun.tryAcquire(options.limits().maxConnections(), grace.toMillis(), TimeUnit.MILLISECONDS);
    }
}
