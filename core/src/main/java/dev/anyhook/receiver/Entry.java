package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One event in memory and how far it has come. Guarded by the inbox it is in. */
final class Entry implements Comparable<Entry> {
    private final long sequence;
    private final List<EventKey> keys = new ArrayList<>(1);
    private IncomingEvent incoming;
    private Instant due = Instant.EPOCH;
    private int attempt;
    private long fence;

    Entry(IncomingEvent incoming, long sequence) {
        this.sequence = sequence;
        this.incoming = incoming;
        keys.add(EventKey.of(incoming.event()));
    }

    IncomingEvent incoming() {
        return incoming;
    }

    /** Whether nobody has confirmed it yet, and nobody signed it. */
    boolean isClaim() {
        return incoming.trust() == Trust.CLAIMED;
    }

    /** What the entry was kept as, and what it was confirmed to be. */
    List<EventKey> keys() {
        return keys;
    }

    int size() {
        return incoming.event().payload().size();
    }

    Instant due() {
        return due;
    }

    Lease claimed(boolean late) {
        attempt++;
        fence++;
        return new Held(this, fence, incoming, attempt, late);
    }

    /** Ends {@code lease} unless it was ended before; empty then. */
    static Optional<Entry> settled(Lease lease) {
        Held held = (Held) lease;
        if (held.fence != held.entry.fence) {
            return Optional.empty();
        }
        held.entry.fence++;
        return Optional.of(held.entry);
    }

    void retryAt(Instant instant) {
        due = instant;
    }

    void unclaimed() {
        attempt = Math.max(0, attempt - 1);
    }

    /** Made again while it waits to be confirmed: it may be true by now, and is asked about as often as a new one. */
    void renewed() {
        attempt = 0;
    }

    /** Whether it was renewed since it was claimed last. */
    boolean isRenewed() {
        return attempt == 0;
    }

    void confirmed(IncomingEvent news) {
        incoming = news;
        attempt = 0;
        keys.add(EventKey.of(news.event()));
    }

    @Override
    public int compareTo(Entry other) {
        int byDue = due.compareTo(other.due);
        return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
    }

    private record Held(Entry entry, long fence, IncomingEvent incoming, int attempt, boolean isLate)
            implements Lease {}
}
