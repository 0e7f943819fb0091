package dev.anyhook.inbox.jdbc;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** The commands that wait to be written, as many events of them as there is room for; of that, claims get a quarter. */
final class Backlog {
    private static final int LARGEST_GROUP = 512;
    private static final long LARGEST_GROUP_BYTES = 8L * 1024 * 1024;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int CLAIMS_SHARE = 4;

    private final LinkedBlockingQueue<Command<?>> queue = new LinkedBlockingQueue<>();
    private final Room room;
    private final Room claimsRoom;

    Backlog(int capacity) {
        this.room = new Room(capacity, MOST_BYTES);
        this.claimsRoom = room.share(CLAIMS_SHARE);
    }

    /** Makes room for an event until it is {@link #forget forgotten}; false when there is none. */
    boolean admit(Command.Append append) {
        if (append.isClaim() && !claimsRoom.enter(append.size())) {
            return false;
        }
        boolean admitted = room.enter(append.size());
        if (!admitted && append.isClaim()) {
            claimsRoom.leave(append.size());
        }
        return admitted;
    }

    private void forget(Command.Append append) {
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
