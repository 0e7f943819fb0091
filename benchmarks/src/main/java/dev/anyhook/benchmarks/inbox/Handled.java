package dev.anyhook.benchmarks.inbox;

import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Handling;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/** A handler that fails at the first attempt of one event in twenty, and what became of a number of events. */
final class Handled {
    private static final int FAILING = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final AtomicLongArray acknowledged;
    private final AtomicLongArray called;
    private final AtomicIntegerArray times;
    private final CountDownLatch open;
    private final CountDownLatch left;

    /** For events numbered from 0; handled only once it is {@link #open opened}. */
    Handled(int events) {
        this.acknowledged = new AtomicLongArray(events);
        this.called = new AtomicLongArray(events);
        this.times = new AtomicIntegerArray(events);
        this.open = new CountDownLatch(1);
        this.left = new CountDownLatch(events);
    }

    void acknowledged(int number) {
        acknowledged.set(number, System.nanoTime());
    }

    void open() {
        open.countDown();
    }

    void handle(WebhookEvent event, Handling handling) throws Exception {
        int number = Deliveries.number(event.id());
        called.compareAndSet(number, 0, System.nanoTime());
        open.await();
        if (handling.attempt() == 1 && number % FAILING == 0) {
            throw new IllegalStateException("not yet");
        }
        times.incrementAndGet(number);
        left.countDown();
    }

    /** Waits until as many were handled as there are. */
    void awaitAll() throws InterruptedException {
        if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.getCount() + " events were not handled");
        }
    }

    /**
     * Throws unless each was handled once. To be asked when the receiver is closed, and cannot hand out anything again.
     */
    void insistOnOnce() {
        for (int i = 0; i < times.length(); i++) {
            if (times.get(i) != 1) {
                throw new IllegalStateException("event " + i + " was handled " + times.get(i) + " times");
            }
        }
    }

    /** From the acknowledgement to the first call of the handler, in nanoseconds, for events from this number on. */
    Histogram latencies(int first) {
        var latencies = new Histogram(PATIENCE.toNanos(), 3);
        for (int i = first; i < called.length(); i++) {
            latencies.recordValue(Math.max(0, called.get(i) - acknowledged.get(i)));
        }
        return latencies;
    }
}
