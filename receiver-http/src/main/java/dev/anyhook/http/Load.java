package dev.anyhook.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What the server has taken on and not answered yet. Bounded; safe for any number of threads. */
final class Load {
    private final HttpLimits limits;
    private final Warnings warnings;
    private final Semaphore begun;
    private final Semaphore requests;
    private final Semaphore bytes;
    private final int bodyShare;
    private volatile boolean closing;

    Load(HttpLimits limits, Warnings warnings) {
        this.limits = limits;
        this.warnings = warnings;
        this.begun = new Semaphore(limits.maxConnections());
        this.requests = new Semaphore(limits.maxRequests());
        this.bodyShare = limits.bodyShare();
        this.bytes = new Semaphore(limits.maxBuffered() - bodyShare * limits.maxConnections());
    }

    /** Whether another delivery is not welcome. */
    boolean isFull() {
        return closing || (requests.availablePermits() == 0 && !refused("deliveries", limits.maxRequests()));
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
        return requests.tryAcquire() || refused("deliveries", limits.maxRequests());
    }

    void giveBack() {
        requests.release();
    }

    /** Makes room for a body that takes {@code room} bytes to take {@code more}; false when there is none. */
    boolean hold(int room, int more) {
        return bytes.tryAcquire(shared(more) - shared(room)) || refused("bytes of bodies", limits.maxBuffered());
    }

    /** Gives back the {@code room} that a body took. */
    void release(int room) {
        bytes.release(shared(room));
    }

    /** How much of that is beyond the connection's own share. */
    private int shared(int room) {
        return Math.max(0, room - bodyShare);
    }

    private boolean refused(String what, int limit) {
        warnings.overloaded(what, limit);
        return false;
    }

    boolean isClosing() {
        return closing;
    }

    /** Takes nothing on from now on; true once all is answered, false if that takes longer than {@code grace}. */
    boolean drain(Duration grace) throws InterruptedException {
        closing = true;
        return begun.tryAcquire(limits.maxConnections(), grace.toMillis(), TimeUnit.MILLISECONDS);
    }
}
