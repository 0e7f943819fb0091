package dev.anyhook.inbox.jdbc;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The commands that wait to be written, as many events of them as there is room for. */
final class Backlog {
    private static final int LARGEST_GROUP = 512;
    private static final long LARGEST_GROUP_BYTES = 8L * 1024 * 1024;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final LinkedBlockingQueue<Command<?>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final int capacity;

    Backlog(int capacity) {
        this.capacity = capacity;
    }

    /** Makes room for an event until it is {@link #forget forgotten}; false when there is none. */
    boolean admit(Command.Append append) {
        if (events.incrementAndGet() <= capacity && bytes.addAndGet(append.size()) <= MOST_BYTES) {
            return true;
        }
        if (events.getAndDecrement() <= capacity) {
            bytes.addAndGet(-append.size());
        }
        return false;
    }

    private void forget(Command.Append append) {
        events.decrementAndGet();
        bytes.addAndGet(-append.size());
    }

    void add(Command<?> command) {
        queue.add(command);
    }

    boolean remove(Command<?> command) {
        return queue.remove(command);
    }

    /** Waits for a command, and takes all that queued with it, up to {@code last} or what fits into a group. */
    void take(List<Command<?>> group, Command<?> last) throws InterruptedException {
        long size = 0;
        Command<?> next = queue.take();
        while (next != null) {
            group.add(next);
            size += next.size();
            boolean full = group.size() == LARGEST_GROUP || size >= LARGEST_GROUP_BYTES;
            next = full || next == last ? null : queue.poll();
        }
    }

    void forget(List<Command<?>> group) {
        for (Command<?> command : group) {
            if (command instanceof Command.Append append) {
                forget(append);
            }
        }
    }

    /** Fails the appends that wait: what they wait for is down. */
    void failAppends(Throwable cause) {
        for (Command<?> command : List.copyOf(queue)) {
            if (command instanceof Command.Append append && queue.remove(append)) {
                forget(append);
                append.failed(cause);
            }
        }
    }

    void failAll(Throwable cause) {
        for (Command<?> next = queue.poll(); next != null; next = queue.poll()) {
            next.failed(cause);
        }
    }
}
