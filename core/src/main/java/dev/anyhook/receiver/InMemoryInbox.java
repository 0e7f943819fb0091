package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private static final int PARKED = 1_000;

    private final int capacity;
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
    private final Deque<IncomingEvent> parked = new ArrayDeque<>();
    private final Remembered<EventKey, Entry> known;
    private final Remembered<JobKey, JobState> ended;
    private volatile Runnable listener = () -> {};
    private int open;
    private long sequence;
    private boolean closed;

    private InMemoryInbox(int capacity, int remembered) {
        this.capacity = capacity;
        this.known = new Remembered<>(remembered);
        this.ended = new Remembered<>(remembered);
    }

    /** Room for 10 000 events not yet handled; remembers the last 200 000 for deduplication. */
    public static InMemoryInbox create() {
        return withCapacity(10_000, 200_000);
    }

    /**
     * An inbox with bounds of the caller's choice.
     *
     * @param capacity how many events may wait; appends beyond that fail with {@link InboxFullException}
     * @param remembered how many events and ended jobs are remembered for deduplication, at least {@code capacity}
     */
    public static InMemoryInbox withCapacity(int capacity, int remembered) {
        if (capacity < 1 || remembered < capacity) {
            throw new IllegalArgumentException("capacity must be positive and remembered at least as large");
        }
        return new InMemoryInbox(capacity, remembered);
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedStage(new IllegalStateException("the inbox is closed"));
            }
            EventKey key = EventKey.of(incoming.event());
            if (known.get(key) != null) {
                return CompletableFuture.completedStage(Outcome.DUPLICATE);
            }
            if (open >= capacity) {
                return CompletableFuture.failedStage(
                        new InboxFullException("the in-memory inbox holds " + capacity + " unhandled events"));
            }
            var entry = new Entry(incoming, sequence++);
            known.put(key, entry);
            if (incoming.trust() != Trust.CLAIMED && isRepeatedEnd(incoming.event())) {
                return CompletableFuture.completedStage(Outcome.STORED);
            }
            open++;
            waiting.add(entry);
        }
        listener.run();
        return CompletableFuture.completedStage(Outcome.STORED);
    }

    /** Takes the place of the job's end for {@code event} if it tells of one; true when it was taken before. */
    private boolean isRepeatedEnd(WebhookEvent event) {
        JobUpdate job = event.job();
        if (job == null || !job.state().isTerminal()) {
            return false;
        }
        JobKey key = new JobKey(event.endpoint(), job.jobId());
        JobState first = ended.get(key);
        if (first == null) {
            ended.put(key, job.state());
            return false;
        }
        if (first != job.state()) {
            LOG.warn(
                    "endpoint {}: job {} ended {} and now {}; the first counts",
                    event.endpoint(),
                    job.jobId(),
                    first,
                    job.state());
        }
        return true;
    }

    @Override
    public synchronized List<Lease> claim(int limit, Instant now, Duration length) {
        var claimed = new ArrayList<Lease>();
        while (!closed
                && claimed.size() < limit
                && !waiting.isEmpty()
                && !waiting.peek().due.isAfter(now)) {
            Entry entry = waiting.remove();
            entry.attempt++;
            entry.fence++;
            claimed.add(new Held(entry, entry.fence, entry.incoming, entry.attempt, isLate(entry.incoming.event())));
        }
        return claimed;
    }

    private boolean isLate(WebhookEvent event) {
        JobUpdate job = event.job();
        return job != null && !job.state().isTerminal() && ended.get(new JobKey(event.endpoint(), job.jobId())) != null;
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        boolean dueAgain;
        synchronized (this) {
            Held held = (Held) lease;
            if (held.fence != held.entry.fence) {
                return CompletableFuture.completedStage(false);
            }
            held.entry.fence++;
            dueAgain = settle(held.entry, settlement);
        }
        if (dueAgain) {
            listener.run();
        }
        return CompletableFuture.completedStage(true);
    }

    private boolean settle(Entry entry, Settlement settlement) {
        if (settlement instanceof Settlement.Retry retry) {
            return wait(entry, retry.at());
        }
        if (settlement instanceof Settlement.Released) {
            entry.attempt--;
            return wait(entry, entry.due);
        }
        if (settlement instanceof Settlement.Confirmed confirmed && isNews(entry, confirmed.event())) {
            entry.incoming = new IncomingEvent(confirmed.event(), Trust.CONFIRMED, entry.incoming.receivedAt());
            entry.attempt = 0;
            return wait(entry, confirmed.at());
        }
        open--;
        if (settlement instanceof Settlement.Dead) {
            parked.addLast(entry.incoming);
            if (parked.size() > PARKED) {
                parked.removeFirst();
            }
        }
        return false;
    }

    private boolean wait(Entry entry, Instant due) {
        entry.due = due;
        waiting.add(entry);
        return true;
    }

    private boolean isNews(Entry entry, WebhookEvent confirmed) {
        EventKey key = EventKey.of(confirmed);
        Entry holder = known.get(key);
        if (holder != null && holder != entry) {
            return false;
        }
        known.put(key, entry);
        return !isRepeatedEnd(confirmed);
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(entry -> entry.due);
    }

    @Override
    public void onAvailable(Runnable wakeUp) {
        this.listener = wakeUp;
    }

    /** The last 1 000 events that were given up, oldest first. */
    public synchronized List<IncomingEvent> parked() {
        return List.copyOf(parked);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (open > 0) {
            LOG.warn("the in-memory inbox closes with {} events not handled; they are lost", open);
        }
    }

    private record EventKey(String endpoint, String id) {
        static EventKey of(WebhookEvent event) {
            return new EventKey(event.endpoint(), event.id());
        }
    }

    private record JobKey(String endpoint, String jobId) {}

    private record Held(Entry entry, long fence, IncomingEvent incoming, int attempt, boolean isLate)
            implements Lease {}

    private static final class Entry implements Comparable<Entry> {
        private final long sequence;
        private IncomingEvent incoming;
        private Instant due = Instant.MIN;
        private int attempt;
        private long fence;

        Entry(IncomingEvent incoming, long sequence) {
            this.incoming = incoming;
            this.sequence = sequence;
        }

        @Override
        public int compareTo(Entry other) {
            int byDue = due.compareTo(other.due);
            return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
        }
    }
}
