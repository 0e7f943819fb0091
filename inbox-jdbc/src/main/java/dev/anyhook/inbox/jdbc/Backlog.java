package dev.anyhook.inbox.jdbc;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The commands that wait to be written, as many events of them as there is room for; of that, claims get a quarter. Of
 * several writers each takes its share, so that they write at the same time and not by turns.
 */
final class Backlog {
    static final int LARGEST_GROUP = 512;
    private static final long LARGEST_GROUP_BYTES = 8L * 1024 * 1024;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int CLAIMS_SHARE = 4;

    /** Too few to be shared between writers. */
    private static final int SMALL_GROUP = 8;

    private final LinkedBlockingQueue<Command<?>> queue = new LinkedBlockingQueue<>();

    /**
     * Rings for what has been put into the queue; whoever takes from it silences it before, and rings for what is left.
     */
    private final Semaphore bell = new Semaphore(0);

    /** What goes with the next group that keeps events. */
    private final AtomicReference<Command.@Nullable ClaimNext> standing = new AtomicReference<>();

    private final Room room;
    private final Room claimsRoom;
    private final int writers;
    private final AtomicInteger beingWritten = new AtomicInteger();
    private volatile boolean ended;

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

    /** Queues a command; whoever does rings, too, or takes it himself. */
    void add(Command<?> command) {
        queue.add(command);
    }

    /** Queues a command that was taken before and is not answered yet; it fails once nobody takes any more. */
    void addAgain(Command<?> command) {
        queue.add(command);
        ring();
        if (ended && queue.remove(command)) {
            command.failed(new IllegalStateException("the inbox is closed"));
        }
    }

    /** Has {@code claim} go with the next group that keeps events, in place of the one that was to. */
    void add(Command.ClaimNext claim) {
        standing.set(claim);
    }

    /** Takes back a claim that has gone with no group; false if it has. */
    boolean remove(Command.ClaimNext claim) {
        return standing.compareAndSet(claim, null);
    }

    /** Wakes a writer. */
    void ring() {
        bell.release();
    }

    boolean remove(Command<?> command) {
        return queue.remove(command);
    }

    /** Waits until something may have queued; false once all has been taken and nothing more will come. */
    boolean await() throws InterruptedException {
        bell.acquire();
        boolean over = ended && queue.isEmpty();
        if (over) {
            bell.release();
        }
        return !over;
    }

    /** Whether a writer sleeps, or has been woken and is not up yet. */
    boolean isAwaited() {
        return bell.hasQueuedThreads();
    }

    /**
     * Takes the writer's share of what queued, which may be nothing, into an empty {@code group} that has room for it.
     */
    void take(List<Command<?>> group) {
        bell.drainPermits();
        boolean keeps = false;
        try {
            int most = share();
            long size = 0;
            while (group.size() < most && size < LARGEST_GROUP_BYTES) {
                Command<?> next = queue.poll();
                if (next == null) {
                    break;
                }
                group.add(next);
                size += next.size();
                keeps |= next instanceof Command.Append;
            }
            Command.ClaimNext claim = keeps ? standing.getAndSet(null) : null;
            if (claim != null) {
                group.add(claim);
                claim.begin();
            }
        } finally {
            beingWritten.addAndGet(group.size());
            if (ended || !queue.isEmpty()) {
                bell.release();
            }
        }
    }

    /** How many one writer takes, so that the others find as many: all there is, if it is alone or that is little. */
    private int share() {
        int known = writers == 1 ? LARGEST_GROUP : queue.size() + beingWritten.get();
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

    /** Lets the writers stop once what is queued has been written. */
    void end() {
        ended = true;
        bell.release();
    }

    void failAll(Throwable cause) {
        Command.ClaimNext claim = standing.getAndSet(null);
        if (claim != null) {
            claim.failed(cause);
        }
        for (Command<?> next = queue.poll(); next != null; next = queue.poll()) {
            next.failed(cause);
        }
    }
}
