package dev.anyhook.http;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * By when something must have happened, of one thing at a time. Used on one event loop only.
 *
 * <p>A timer that is under way and fires no later stays, and looks then how much time is left: deadlines change with
 * every request, and hardly any is ever reached.
 */
final class Deadline {
    private static final long NO_TIMER = -1;
    private static final long ALMOST_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1) - 1;

    private final Vertx vertx;
    private long timer = NO_TIMER;
    private long timerEnd;
    private long end;
    private Runnable otherwise = Deadline::nothing;

    Deadline(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs {@code late} in {@code time}, unless it is set again or lifted before. */
    void set(Duration time, Runnable late) {
        end = System.nanoTime() + time.toNanos();
        otherwise = late;
        if (timer != NO_TIMER && timerEnd - end > 0) {
            stopTimer();
        }
        if (timer == NO_TIMER) {
            startTimer(time.toNanos());
        }
    }

    void lift() {
        stopTimer();
        otherwise = Deadline::nothing;
    }

    private void startTimer(long nanos) {
        timerEnd = end;
        timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + ALMOST_A_MILLI)), fired -> timedOut());
    }

    private void timedOut() {
        timer = NO_TIMER;
        long left = end - System.nanoTime();
        if (left > 0) {
            startTimer(left);
        } else {
            otherwise.run();
        }
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private static void nothing() {}
}
