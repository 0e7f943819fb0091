package dev.anyhook.benchmarks.inbox;

import dev.anyhook.benchmarks.disk.SyncCounter;
import dev.anyhook.receiver.IncomingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Callers that append in a closed loop: each waits for its event to be kept, then appends the next. */
final class Load {
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private final @Nullable SyncCounter syncs;
    private final ProcessorTime processors;
    private final LongFunction<IncomingEvent> events;
    private final AtomicLong numbers = new AtomicLong();

    Load(@Nullable SyncCounter syncs, ProcessorTime processors, LongFunction<IncomingEvent> events) {
        this.syncs = syncs;
        this.processors = processors;
        this.events = events;
    }

    /** How many events have been made by now. */
    long made() {
        return numbers.get();
    }

    /** Lets {@code callers} append to {@code store} for {@code time}. */
    Measured run(Store store, int callers, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            var start = new CyclicBarrier(callers + 1);
            var all = new ArrayList<Future<Histogram>>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(caller(store, start, time)));
            }
            Duration processorBefore = processors.used();
            long syncsBefore = syncs();
            start.await();
            long began = System.nanoTime();
            Histogram latencies = merged(all);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            return Measured.of(
                    latencies, elapsed, syncs() - syncsBefore, processors.used().minus(processorBefore));
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Histogram> caller(Store store, CyclicBarrier start, Duration time) {
        return () -> {
            var latencies = new Histogram(LONGEST, 3);
            start.await();
            long end = System.nanoTime() + time.toNanos();
            long before = System.nanoTime();
            while (before < end) {
                if (!store.append(events.apply(numbers.getAndIncrement()))) {
                    throw new IllegalStateException("a new event was taken for a duplicate");
                }
                long after = System.nanoTime();
                latencies.recordValue(Math.min(after - before, LONGEST));
                before = after;
            }
            return latencies;
        };
    }

    private long syncs() {
        return syncs == null ? 0 : syncs.total();
    }

    private static Histogram merged(List<Future<Histogram>> all) throws Exception {
        var sum = new Histogram(LONGEST, 3);
        for (Future<Histogram> one : all) {
            sum.add(one.get());
        }
        return sum;
    }
}
