package dev.anyhook.inbox.jdbc;

/** How many events, and bytes of them, may wait at once, and how many do. Safe for any number of threads. */
final class Room {
    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    Room(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** A part of this room, for some of its events. */
    Room share(int parts) {
        return new Room(Math.max(1, maxEvents / parts), maxBytes / parts);
    }

    /** Takes the room for one event; false when there is none. */
    synchronized boolean enter(int size) {
        if (events == maxEvents || bytes + size > maxBytes) {
            return false;
        }
        events++;
        bytes += size;
        return true;
    }

    synchronized void leave(int size) {
        events--;
        bytes -= size;
    }
}
