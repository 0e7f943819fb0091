package dev.anyhook.testkit.vendors;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** How long to wait for something to become true, in the system's time. */
record Patience(Duration limit) {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    static Patience of(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("patience cannot be negative, as " + limit + " is");
        }
        return new Patience(limit);
    }

    /** Tries {@code assertion} until it holds, with {@code meanwhile} between the tries. */
    void await(Executable assertion, Runnable meanwhile) {
        long end = System.nanoTime() + limit.toNanos();
        for (AssertionError failed = tried(assertion); failed != null; failed = tried(assertion)) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                throw failed;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            meanwhile.run();
        }
    }

    private static @Nullable AssertionError tried(Executable assertion) {
        try {
            assertion.execute();
            return null;
        } catch (AssertionError notYet) {
            return notYet;
        } catch (RuntimeException | Error broken) {
            throw broken;
        } catch (Throwable broken) {
            throw new IllegalStateException("the assertion could not be tried", broken);
        }
    }
}
