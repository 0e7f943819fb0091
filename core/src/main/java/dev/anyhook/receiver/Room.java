package dev.anyhook.receiver;

/** How much an inbox in memory may hold, and how much it does. Not thread-safe. */
final class Room {
    private final int maxEntries;
    private final long maxBytes;
    private int entries;
    private long bytes;

    Room(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    boolean isEnoughFor(Entry entry) {
        return entries < maxEntries && bytes + entry.size() <= maxBytes;
    }

    /** Counts {@code entry}, even where room is not enough: what is confirmed is not turned away. */
    void enter(Entry entry) {
        entries++;
        bytes += entry.size();
    }

    void leave(Entry entry) {
        entries--;
        bytes -= entry.size();
    }

    int entries() {
        return entries;
    }

    @Override
    public String toString() {
        return entries + " of " + maxEntries + " entries and " + bytes + " of " + maxBytes + " bytes of";
    }
}
