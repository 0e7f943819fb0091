package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inbox for tests and trials: bounded, deduplicating, and gone with the process. What it acknowledged and had not
 * handed out is lost in a crash; leases do not run out, since their holder cannot die alone.
 */
public final class InMemoryInbox implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(InMemoryInbox.class);

    private final int capacity;
    private final long maxBytes;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private final PriorityQueue<Entry> later = new PriorityQueue<>();
    private final Map<EventKey, Entry> unhandled = new HashMap<>();
    private final Remembered<EventKey, Boolean> handled;
    private final JobEnds ends;
    private final Parked parked;
    private volatile Runnable listener = () -> {};
    private int entries;
    private long bytes;
    private long sequence;
    private boolean closed;

    private InMemoryInbox(int capacity, int remembered, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.handled = new Remembered<>(remembered);
        this.ends = new JobEnds(remembered);
        this.parked = new Parked(maxBytes / 4);
    }

    /** Room for 10 000 events not yet handled; remembers the last 200 000 for deduplication. */
    public static InMemoryInbox create() {
        return withCapacity(10_000, 200_000);
    }

    /**
     * An inbox with bounds of the caller's choice. Payloads may take a quarter of the heap, whatever their number.
     *
     * @param capacity how many events may wait; appends beyond that fail with {@link InboxFullException}
     * @param remembered how many handled events and ended jobs are remembered for deduplication, at least
     *     {@code capacity}
     */
    public static InMemoryInbox withCapacity(int capacity, int remembered) {
        return bounded(capacity, remembered, Runtime.getRuntime().maxMemory() / 4);
    }

    static InMemoryInbox bounded(int capacity, int remembered, long maxBytes) {
        if (capacity < 1 || remembered < capacity) {
            throw new IllegalArgumentException("capacity must be positive and remembered at least as large");
        }
        return new InMemoryInbox(capacity, remembered, maxBytes);
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedStage(new IllegalStateException("the inbox is closed"));
            }
            EventKey key = EventKey.of(incoming.event());
            if (isKnown(key)) {
                return CompletableFuture.completedStage(Outcome.DUPLICATE);
            }
            var entry = new Entry(incoming, sequence);
            if (entries >= capacity || bytes + entry.size() > maxBytes) {
                return CompletableFuture.failedStage(new InboxFullException("the in-memory inbox holds " + entries
                        + " unhandled events of " + capacity + ", " + bytes + " bytes of " + maxBytes));
            }
            sequence++;
            if (incoming.trust() != Trust.CLAIMED && ends.isRepeated(incoming.event())) {
                handled.put(key, true);
                return CompletableFuture.completedStage(Outcome.STORED);
            }
            unhandled.put(key, entry);
            entries++;
            bytes += entry.size();
            ready.addLast(entry);
        }
        listener.run();
        return CompletableFuture.completedStage(Outcome.STORED);
    }

    private boolean isKnown(EventKey key) {
        return unhandled.containsKey(key) || handled.get(key) != null;
    }

    @Override
    public synchronized List<Lease> claim(int limit, Instant now, Duration length) {
        if (closed) {
            return List.of();
        }
        while (!later.isEmpty() && !later.element().due().isAfter(now)) {
            ready.addLast(later.remove());
        }
        var claimed = new ArrayList<Lease>();
        while (claimed.size() < limit && !ready.isEmpty()) {
            Entry entry = ready.removeFirst();
            claimed.add(entry.claimed(ends.isLate(entry.incoming().event())));
        }
        return claimed;
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        synchronized (this) {
            Optional<Entry> held = Entry.settled(lease);
            if (held.isEmpty()) {
                return CompletableFuture.completedStage(false);
            }
            settle(held.get(), settlement);
        }
        listener.run();
        return CompletableFuture.completedStage(true);
    }

    private void settle(Entry entry, Settlement settlement) {
        if (settlement instanceof Settlement.Retry retry) {
            entry.retryAt(retry.at());
            later.add(entry);
        } else if (settlement instanceof Settlement.Released) {
            entry.unclaimed();
            ready.addFirst(entry);
        } else if (settlement instanceof Settlement.Confirmed confirmed && isNews(confirmed.event())) {
            bytes -= entry.size();
            entry.confirmed(new IncomingEvent(
                    confirmed.event(), Trust.CONFIRMED, entry.incoming().receivedAt()));
            bytes += entry.size();
            unhandled.put(EventKey.of(confirmed.event()), entry);
            ready.addLast(entry);
        } else {
            end(entry, settlement instanceof Settlement.Dead);
        }
    }

    /** Whether nobody believable brought it before. */
    private boolean isNews(WebhookEvent confirmed) {
        EventKey key = EventKey.of(confirmed);
        Entry holder = unhandled.get(key);
        boolean taken =
                holder == null ? handled.get(key) != null : holder.incoming().trust() != Trust.CLAIMED;
        return !taken && !ends.isRepeated(confirmed);
    }

    private void end(Entry entry, boolean dead) {
        entries--;
        bytes -= entry.size();
        boolean mayComeAgain = dead && entry.incoming().trust() == Trust.CLAIMED;
        for (EventKey key : entry.keys()) {
            if (unhandled.remove(key, entry) && !mayComeAgain) {
                handled.put(key, true);
            }
        }
        if (dead) {
            parked.add(entry.incoming());
        }
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return ready.isEmpty() ? Optional.ofNullable(later.peek()).map(Entry::due) : Optional.of(Instant.EPOCH);
    }

    @Override
    public void onAvailable(Runnable wakeUp) {
        this.listener = wakeUp;
    }

    /** The events that were given up last, oldest first: a thousand at most, fewer when they are large. */
    public synchronized List<IncomingEvent> parked() {
        return parked.events();
    }

    @Override
    public synchronized void close() {
        if (!closed && entries > 0) {
            LOG.warn("the in-memory inbox closes with {} events not handled; they are lost", entries);
        }
        closed = true;
    }
}
