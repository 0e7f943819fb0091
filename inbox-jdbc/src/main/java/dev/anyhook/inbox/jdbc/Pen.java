package dev.anyhook.inbox.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may write now, first come, first served. SQLite has one pen; without this, those who want it would ask again and
 * again until they are lucky. PostgreSQL has more than anyone can count.
 */
final class Pen {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore pens;

    Pen(int pens) {
        this.pens = new Semaphore(pens, true);
    }

    void take() {
        pens.acquireUninterruptibly();
    }

    /** Takes it within a few seconds, or throws. */
    void takeSoon() throws SQLException {
        if (!takeWithin(PATIENCE)) {
            throw new SQLTransientException("others have been writing for " + PATIENCE);
        }
    }

    /** Takes it within {@code patience}; false if that was not possible. */
    boolean takeWithin(Duration patience) throws SQLException {
        try {
            return pens.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("interrupted while waiting to write", stop);
        }
    }

    /** Whether one could be had at once, a moment ago. */
    boolean isFree() {
        return pens.availablePermits() > 0;
    }

    void giveBack() {
        pens.release();
    }
}
