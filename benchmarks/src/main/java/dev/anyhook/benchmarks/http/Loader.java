package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends deliveries over a fixed number of connections, each a different delivery: as fast as they are answered, or at a
 * fixed rate whatever the answers do. One thread reads; at a fixed rate another one sends, so that neither waits for
 * the other and a latency begins when the delivery was due, not when there was a connection for it.
 */
final class Loader implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final List<Caller> callers = new ArrayList<>();
    private final Deliveries deliveries;
    private int next;

    /** Takes deliveries from the one with the index {@code first} on. */
    Loader(int port, int connections, Deliveries deliveries, int first) throws IOException {
        this.deliveries = deliveries;
        this.next = first;
        for (int i = 0; i < connections; i++) {
            callers.add(new Caller(port, selector, deliveries));
        }
    }

    /** The index of the first delivery that was not sent. */
    int next() {
        return next;
    }

    /** Every connection sends as soon as it was answered, for {@code time} or until there are no more deliveries. */
    Load closed(Duration time) throws IOException {
        var load = new Load();
        long end = System.nanoTime() + time.toNanos();
        int begun = next;
        for (Caller caller : callers) {
            if (next < deliveries.count()) {
                caller.send(next++, System.nanoTime());
            }
        }
        while (load.ended() < next - begun && System.nanoTime() < end + PATIENCE_NANOS) {
            select(load, (caller, now) -> {
                if (now < end && next < deliveries.count()) {
                    caller.send(next++, now);
                }
            });
        }
        noteUnanswered(load);
        return load;
    }

    private void noteUnanswered(Load load) {
        long now = System.nanoTime();
        callers.stream().filter(Caller::isWaiting).forEach(caller -> load.noteLost(caller.intendedAt(), now));
    }

    /**
     * Sends {@code rate} deliveries a second for {@code time}. One that finds no free connection waits, and that
     * counts.
     */
    Load open(int rate, Duration time) throws IOException {
        var load = new Load();
        int count = (int) Math.min(deliveries.count() - next, rate * time.toMillis() / 1000);
        var schedule = new Schedule(next, count, rate);
        next += count;
        var pacer = new Thread(schedule::run, "pacer");
        pacer.setDaemon(true);
        pacer.start();
        long end = System.nanoTime() + time.toNanos() + PATIENCE_NANOS;
        while (load.ended() < count && System.nanoTime() < end) {
            select(load, (caller, now) -> schedule.freed(caller));
            schedule.insistOnSending();
        }
        schedule.stop();
        noteUnanswered(load);
        schedule.noteUnsent(load);
        return load;
    }

    private void select(Load load, Answered answered) throws IOException {
        selector.select(
                key -> {
                    try {
                        read(key, load, answered);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                LOOK_MILLIS);
    }

    private static void read(SelectionKey key, Load load, Answered answered) throws IOException {
        Caller caller = (Caller) key.attachment();
        if (key.isValid() && caller.receive()) {
            load.note(caller.reply(), caller.intendedAt(), caller.answeredAt());
            answered.by(caller, System.nanoTime());
        }
    }

    @Override
    public void close() throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        selector.close();
    }

    /** What happens to a connection that was answered. */
    @FunctionalInterface
    private interface Answered {
        void by(Caller caller, long now) throws IOException;
    }

    /** Which delivery is due when, and which connections are free. */
    private final class Schedule {
        private final int first;
        private final int count;
        private final double nanosApart;
        private final long start = System.nanoTime();
        private final Deque<Caller> free = new ArrayDeque<>(callers);
        private final Deque<Integer> late = new ArrayDeque<>();
        private boolean stopped;
        private volatile @Nullable IOException broken;

        private Schedule(int first, int count, int rate) {
            this.first = first;
            this.count = count;
            this.nanosApart = 1e9 / rate;
        }

        private long dueAt(int i) {
            return start + (long) (i * nanosApart);
        }

        private void run() {
            try {
                for (int i = 0; i < count; i++) {
                    for (long wait = dueAt(i) - System.nanoTime(); wait > 0; wait = dueAt(i) - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    Caller caller = due(i);
                    if (caller != null) {
                        caller.send(first + i, dueAt(i));
                    }
                }
            } catch (IOException failed) {
                broken = failed;
            }
        }

        private void insistOnSending() throws IOException {
            IOException failed = broken;
            if (failed != null) {
                throw new IOException("the loader cannot send", failed);
            }
        }

        /** Notes those that never found a connection, once it is stopped. */
        private synchronized void noteUnsent(Load load) {
            long now = System.nanoTime();
            late.forEach(i -> load.noteLost(dueAt(i), now));
        }

        private synchronized @Nullable Caller due(int i) {
            Caller caller = stopped ? null : free.poll();
            if (caller == null) {
                late.add(i);
            }
            return caller;
        }

        private void freed(Caller caller) throws IOException {
            Integer i = lateOrFree(caller);
            if (i != null) {
                caller.send(first + i, dueAt(i));
            }
        }

        private synchronized @Nullable Integer lateOrFree(Caller caller) {
            Integer i = stopped ? null : late.poll();
            if (i == null) {
                free.add(caller);
            }
            return i;
        }

        private synchronized void stop() {
            stopped = true;
        }
    }
}
