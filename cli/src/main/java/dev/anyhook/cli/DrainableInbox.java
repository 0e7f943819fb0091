package dev.anyhook.cli;

import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * An inbox in memory that knows when everything it took is handled, since what lies there dies with the process. Its
 * leases never run out.
 */
final class DrainableInbox implements Inbox {
    private final InMemoryInbox inbox;
    private final InstantSource clock;
    private final Set<Lease> held = Collections.newSetFromMap(new IdentityHashMap<>());

    DrainableInbox(InMemoryInbox inbox, InstantSource clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * Waits until nothing is being handled and nothing more falls due within {@code grace}; false when that time has
     * passed. Whoever claims must still be at work, and nobody append any more.
     */
    synchronized boolean awaitIdle(Duration grace) throws InterruptedException {
        Instant last = clock.instant().plus(grace);
        long end = System.nanoTime() + grace.toNanos();
        while (!held.isEmpty()
                || inbox.nextDue().filter(due -> due.isBefore(last)).isPresent()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        return inbox.append(incoming);
    }

    @Override
    public synchronized List<Lease> claim(int limit, int claims, Instant now, Duration length) {
        List<Lease> leases = inbox.claim(limit, claims, now, length);
        held.addAll(leases);
        return leases;
    }

    @Override
    public CompletionStage<Boolean> renew(Lease lease, Instant until) {
        return inbox.renew(lease, until);
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        return inbox.settle(lease, settlement).whenComplete((settled, failed) -> release(lease));
    }

    private synchronized void release(Lease lease) {
        held.remove(lease);
        notifyAll();
    }

    @Override
    public Optional<Instant> nextDue(boolean claims) {
        return inbox.nextDue(claims);
    }

    @Override
    public void onAvailable(Runnable listener) {
        inbox.onAvailable(listener);
    }

    @Override
    public void close() {
        inbox.close();
    }
}
