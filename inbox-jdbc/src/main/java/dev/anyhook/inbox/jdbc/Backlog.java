package dev.anyhook.inbox.jdbc;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The commands that wait to be written, as many events of them as there is room for; of that, claims get a quarter. Of
 * several writers each takes its share, so that they write at the same time and not by turns.
 */
final class Backlog {
    private static final int LARGEST_GROUP = 512;
    private static final long LARGEST_GROUP_BYTES = 8L * 1024 * 1024;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int CLAIMS_SHARE = 4;

    /** Too few to be shared between writers. */
    private static final int SMALL_GROUP = 8;

    private final Command<?> end = new Command.Run<>(session -> true);
    private final LinkedBlockingQueue<Command<?>> queue = new LinkedBlockingQueue<>();
    private final Room room;
    private final Room claimsRoom;
    private final int writers;
    private final AtomicInteger beingWritten = new AtomicInteger();

    /** Room for {@code capacity} events, which so many {@code writers} take. */
    Backlog(int capacity, int writers) {
        this.writers = writers;
        this.room = new Room(capacity, MOST_BYTES);
        this.claimsRoom = room.share(CLAIMS_SHARE);
    }

    /** Makes room for an event until it is answered; false when there is none. */
    boolean admit(Command.Append append) {
        if (append.isClaim() && !claimsRoom.enter(append.size())) {
            return false;
        }
        boolean admitted = room.enter(append.size());
        if (admitted) {
            append.beforeAnswer(() -> leave(append));
        } else if (append.isClaim()) {
            claimsRoom.leave(append.size());
        }
        return admitted;
    }

    private void leave(Command.Append append) {
        room.leave(append.size());
        if (append.isClaim()) {
            claimsRoom.leave(append.size());
        }
    }

    void add(Command<?> command) {
        queue.add(command);
    }

    boolean remove(Command<?> command) {
        return queue.remove(command);
    }

    /**
     * Waits for a command, and takes the writer's share of what queued with it; false when that was the last there will be
     * for this writer.
     */
    boolean take(List<Command<?>> group) throws InterruptedException {
        long size = 0;
        Command<?> next = queue.take();
        int most = share();
        while (next != null && next != end) {
            group.add(next);
            size += next.size();
            boolean full = group.size() == most || size >= LARGEST_GROUP_BYTES;
            next = full ? null : queue.poll();
        }
        beingWritten.addAndGet(group.size());
        return next != end;
    }

    /** How many one writer takes, so that the others find as many: all there is, if it is alone or that is little. */
    private int share() {
        int known = writers == 1 ? LARGEST_GROUP : 1 + queue.size() + beingWritten.get();
        return Math.min(LARGEST_GROUP, Math.max(SMALL_GROUP, (known + writers - 1) / writers));
    }

    /** Ends what {@link #take} began. */
    void forget(List<Command<?>> group) {
        beingWritten.addAndGet(-group.size());
    }

    /** Fails the appends that wait: what they wait for is down. */
    void failAppends(Throwable cause) {
        for (Command<?> command : List.copyOf(queue)) {
            if (command instanceof Command.Append append && queue.remove(append)) {
                append.failed(cause);
            }
        }
    }

    /** Tells each writer to stop once what is queued has been written. */
    void end() {
        for (int i = 0; i < writers; i++) {
            queue.add(end);
        }
    }

    void failAll(Throwable cause) {
        for (Command<?> next = queue.poll(); next != null; next = queue.poll()) {
            next.failed(cause);
        }
    }
}
