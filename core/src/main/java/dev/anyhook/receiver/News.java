package dev.anyhook.receiver;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the dispatcher's thread sleeps on. One thread sleeps; anybody may wake it. */
final class News {
    private final Semaphore bell = new Semaphore(0);
    private final AtomicBoolean unheard = new AtomicBoolean(true);

    /** An entry may have become due. */
    void came() {
        unheard.set(true);
        ring();
    }

    /** Wakes who sleeps, though there may be no news. */
    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /** Whether news came since this was asked last; at first, there is. */
    boolean hear() {
        return unheard.get() && unheard.getAndSet(false);
    }

    /** Sleeps until somebody rings, {@code nanos} have passed, or the thread is interrupted. */
    void sleep(long nanos) {
        try {
            if (bell.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException onlyStoppingCounts) {
            return;
        }
    }
}
