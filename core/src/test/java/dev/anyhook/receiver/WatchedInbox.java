package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An in-memory inbox that tells what was settled. A test that needs trouble overrides the method it is in. */
class WatchedInbox implements Inbox {
    final InMemoryInbox memory;

    private final BlockingQueue<Settled> settled = new LinkedBlockingQueue<>();

    WatchedInbox() {
        this(InMemoryInbox.create());
    }

    WatchedInbox(InMemoryInbox memory) {
        this.memory = memory;
    }

    /** The next settlement that took place. */
    final Settled settled() throws InterruptedException {
        Settled next = settled.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was settled");
        }
        return next;
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        return memory.append(incoming);
    }

    @Override
    public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
        return memory.claim(limit, claims, now, length);
    }

    /** Tells of settlements in the order in which they took place. */
    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        synchronized (settled) {
            CompletionStage<Boolean> held = memory.settle(lease, settlement);
            settled.add(new Settled(lease, settlement));
            return held;
        }
    }

    @Override
    public Optional<Instant> nextDue(boolean claims) {
        return memory.nextDue(claims);
    }

    @Override
    public void onAvailable(Runnable listener) {
        memory.onAvailable(listener);
    }

    @Override
    public void close() {
        memory.close();
    }

    record Settled(Lease lease, Settlement as) {
        String eventId() {
            return lease.incoming().event().id();
        }
    }
}
