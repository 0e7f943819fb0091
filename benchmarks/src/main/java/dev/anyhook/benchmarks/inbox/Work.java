package dev.anyhook.benchmarks.inbox;

import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Uses an inbox as a receiver does. Gives the microseconds that each use took, and throws if anything went wrong
 * meanwhile.
 */
final class Work {
    private static final int CLAIMED = 64;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Inbox inbox;
    private long next;

    Work(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Appends new events, so many of them at once. */
    double append(int events, int atOnce) throws InterruptedException {
        var inFlight = new Semaphore(atOnce);
        var failure = new AtomicReference<Throwable>();
        long began = System.nanoTime();
        for (int i = 0; i < events; i++) {
            inFlight.acquire();
            inbox.append(Events.event(next++)).whenComplete((outcome, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                } else if (outcome != Inbox.Outcome.STORED) {
                    failure.compareAndSet(null, new IllegalStateException("a new event was taken for a duplicate"));
                }
                inFlight.release();
            });
        }
        inFlight.acquire(atOnce);
        double micros = microsSince(began);
        if (failure.get() != null) {
            throw new IllegalStateException("an event was not kept", failure.get());
        }
        return micros;
    }

    /** Claims and settles all that is due. */
    double handleAll() {
        long began = System.nanoTime();
        List<Lease> leases = claim();
        while (!leases.isEmpty()) {
            List<CompletableFuture<Boolean>> settled = leases.stream()
                    .map(lease -> inbox.settle(lease, new Settlement.Done()).toCompletableFuture())
                    .toList();
            leases = claim();
            if (!settled.stream().allMatch(CompletableFuture::join)) {
                throw new IllegalStateException("a lease was lost before it was settled");
            }
        }
        return microsSince(began);
    }

    /** Claims so many times when nothing is due. */
    double claimNone(int times) {
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            if (!claim().isEmpty()) {
                throw new IllegalStateException("an event is handed out again");
            }
        }
        return microsSince(began);
    }

    private List<Lease> claim() {
        return inbox.claim(CLAIMED, Instant.now(), LEASE);
    }

    private static double microsSince(long began) {
        return (System.nanoTime() - began) / 1e3;
    }
}
