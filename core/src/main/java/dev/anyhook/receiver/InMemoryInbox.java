package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inbox for tests and trials: bounded, deduplicating, and gone with the process. What it acknowledged and had not
 * handed out is lost in a crash; leases do not run out, since their holder cannot die alone.
 *
 * <p>Of every bound, mere claims may take a quarter, so that whoever can make them cannot shut out what is signed.
 */
public final class InMemoryInbox implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(InMemoryInbox.class);

    private static final int CLAIMS_SHARE = 4;

    private final Room room;
    private final Room claimsRoom;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private final Deque<Entry> readyClaims = new ArrayDeque<>();
    private final PriorityQueue<Entry> later = new PriorityQueue<>();
    private final PriorityQueue<Entry> laterClaims = new PriorityQueue<>();
    private final Map<EventKey, Entry> unhandled = new HashMap<>();
    private final Remembered<EventKey, Boolean> handled;
    private final Remembered<EventKey, Boolean> handledClaims;
    private final JobEnds ends;
    private final Parked parked;
    private volatile @Nullable Runnable listener;
    private long sequence;
    private boolean closed;

    private InMemoryInbox(int capacity, int remembered, long maxBytes) {
        this.room = new Room(capacity, maxBytes);
        this.claimsRoom = new Room(Math.max(1, capacity / CLAIMS_SHARE), maxBytes / CLAIMS_SHARE);
        this.handled = new Remembered<>(remembered);
        this.handledClaims = new Remembered<>(Math.max(1, remembered / CLAIMS_SHARE));
        this.ends = new JobEnds(remembered);
        this.parked = new Parked(maxBytes / 4);
    }

    /**
     * Room for 10 000 events not yet handled; remembers the last 200 000 for deduplication, and the last 50 000 claims.
     */
    public static InMemoryInbox create() {
        return withCapacity(10_000, 200_000);
    }

    /**
     * An inbox with bounds of the caller's choice. Payloads may take a quarter of the heap, whatever their number.
     *
     * @param capacity how many events may wait, a quarter of them claims; appends beyond that fail with
     *     {@link InboxFullException}
     * @param remembered how many handled events and ended jobs are remembered for deduplication, at least
     *     {@code capacity}; and besides them a quarter as many claims that nothing confirmed
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
            if (isKnown(key, incoming.trust() == Trust.CLAIMED)) {
                renew(key, incoming);
                return CompletableFuture.completedStage(Outcome.DUPLICATE);
            }
            var entry = new Entry(incoming, sequence);
            if (!room.isEnoughFor(entry)) {
                return CompletableFuture.failedStage(
                        new InboxFullException("the in-memory inbox holds " + room + " unhandled events"));
            }
            if (entry.isClaim() && !claimsRoom.isEnoughFor(entry)) {
                return CompletableFuture.failedStage(
                        new InboxFullException("the in-memory inbox holds " + claimsRoom + " mere claims"));
            }
            sequence++;
            if (!entry.isClaim() && ends.isRepeated(incoming.event())) {
                handled.put(key, true);
                return CompletableFuture.completedStage(Outcome.STORED);
            }
            unhandled.put(key, entry);
            enter(entry);
            ready(entry).addLast(entry);
        }
        tell();
        return CompletableFuture.completedStage(Outcome.STORED);
    }

    /**
     * Whether a {@code claim}, or something better, is a duplicate: a mere claim shuts out nothing that is signed or
     * confirmed.
     */
    private boolean isKnown(EventKey key, boolean claim) {
        Entry waiting = unhandled.get(key);
        return handled.get(key) != null
                || (waiting != null && (claim || !waiting.isClaim()))
                || (claim && handledClaims.get(key) != null);
    }

    private void renew(EventKey key, IncomingEvent again) {
        Entry waiting = unhandled.get(key);
        if (waiting != null && waiting.isClaim() && again.trust() == Trust.CLAIMED) {
            waiting.renewed();
        }
    }

    private Deque<Entry> ready(Entry entry) {
        return entry.isClaim() ? readyClaims : ready;
    }

    private void enter(Entry entry) {
        room.enter(entry);
        if (entry.isClaim()) {
            claimsRoom.enter(entry);
        }
    }

    private void leave(Entry entry) {
        room.leave(entry);
        if (entry.isClaim()) {
            claimsRoom.leave(entry);
        }
    }

    @Override
    public synchronized List<Lease> claim(int limit, int claims, Instant now, Duration length) {
        if (closed) {
            return List.of();
        }
        fallDue(later, ready, now);
        fallDue(laterClaims, readyClaims, now);
        var claimed = new ArrayList<Lease>();
        take(ready, limit, claimed);
        take(readyClaims, Math.min(limit, claimed.size() + claims), claimed);
        return claimed;
    }

    private static void fallDue(PriorityQueue<Entry> waiting, Deque<Entry> due, Instant now) {
        while (!waiting.isEmpty() && !waiting.element().due().isAfter(now)) {
            due.addLast(waiting.remove());
        }
    }

    private void take(Deque<Entry> from, int upTo, List<Lease> claimed) {
        while (claimed.size() < upTo && !from.isEmpty()) {
            Entry entry = from.removeFirst();
            claimed.add(entry.claimed(ends.isLate(entry.incoming().event())));
        }
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        boolean comesAgain = false;
        synchronized (this) {
            Optional<Entry> held = Entry.settled(lease);
            if (held.isEmpty()) {
                return CompletableFuture.completedStage(false);
            }
            if (settlement instanceof Settlement.Dead && held.get().isRenewed()) {
                ready(held.get()).addLast(held.get());
                comesAgain = true;
            } else {
                settle(held.get(), settlement);
            }
        }
        boolean over = settlement instanceof Settlement.Done || settlement instanceof Settlement.Dead;
        if (!over || comesAgain) {
            tell();
        }
        return CompletableFuture.completedStage(!comesAgain);
    }

    private void settle(Entry entry, Settlement settlement) {
        if (settlement instanceof Settlement.Retry retry) {
            retryAt(entry, retry.at());
        } else if (settlement instanceof Settlement.Deferred deferred) {
            entry.unclaimed();
            retryAt(entry, deferred.at());
        } else if (settlement instanceof Settlement.Released) {
            entry.unclaimed();
            ready(entry).addFirst(entry);
        } else if (settlement instanceof Settlement.Confirmed confirmed && isNews(confirmed.event())) {
            leave(entry);
            entry.confirmed(new IncomingEvent(
                    confirmed.event(), Trust.CONFIRMED, entry.incoming().receivedAt()));
            enter(entry);
            unhandled.put(EventKey.of(confirmed.event()), entry);
            ready.addLast(entry);
        } else {
            end(entry, settlement instanceof Settlement.Dead);
        }
    }

    private void retryAt(Entry entry, Instant instant) {
        entry.retryAt(instant);
        (entry.isClaim() ? laterClaims : later).add(entry);
    }

    /** Whether nobody believable brought it before. */
    private boolean isNews(WebhookEvent confirmed) {
        EventKey key = EventKey.of(confirmed);
        Entry holder = unhandled.get(key);
        boolean taken = holder == null ? handled.get(key) != null : !holder.isClaim();
        return !taken && !ends.isRepeated(confirmed);
    }

    private void end(Entry entry, boolean dead) {
        leave(entry);
        boolean mayComeAgain = dead && entry.isClaim();
        for (EventKey key : entry.keys()) {
            if (unhandled.remove(key, entry) && !mayComeAgain) {
                (entry.isClaim() ? handledClaims : handled).put(key, true);
            }
        }
        if (dead) {
            parked.add(entry.incoming());
        }
    }

    @Override
    public synchronized Optional<Instant> nextDue(boolean claims) {
        Optional<Instant> next = next(ready, later);
        Optional<Instant> claim = claims ? next(readyClaims, laterClaims) : Optional.empty();
        return Stream.concat(next.stream(), claim.stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> next(Deque<Entry> due, PriorityQueue<Entry> waiting) {
        return due.isEmpty() ? Optional.ofNullable(waiting.peek()).map(Entry::due) : Optional.of(Instant.EPOCH);
    }

    @Override
    public synchronized void onAvailable(Runnable wakeUp) {
        if (closed || listener != null) {
            throw new IllegalStateException(
                    closed ? "the inbox is closed" : "the inbox has a receiver already: each needs one of its own");
        }
        listener = wakeUp;
    }

    private void tell() {
        Runnable one = listener;
        if (one != null) {
            one.run();
        }
    }

    /** The events that were given up last, oldest first: a thousand at most, fewer when they are large. */
    public synchronized List<IncomingEvent> parked() {
        return parked.events();
    }

    @Override
    public synchronized void close() {
        if (!closed && room.entries() > 0) {
            LOG.warn("the in-memory inbox closes with {} events not handled; they are lost", room.entries());
        }
        closed = true;
    }
}
