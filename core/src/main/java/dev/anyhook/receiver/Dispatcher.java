package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due entries from the inbox and gives each to a worker thread. One thread claims, and renews the leases of what
 * takes long, though not for ever; as many events are worked on at once as there are slots, so a handler that hangs costs
 * one slot and nothing else, and a vendor's API that hangs no more than half of them.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long AFTER_INTERRUPTION = TimeUnit.SECONDS.toNanos(1);

    private final Inbox inbox;
    private final Worker worker;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration longest;
    private final Duration poll;
    private final Slots slots;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService workers;
    private final Thread claimer;

    Dispatcher(
            Inbox inbox,
            Worker worker,
            InstantSource clock,
            Duration lease,
            Duration longest,
            Duration poll,
            int slots) {
        this.inbox = inbox;
        this.worker = worker;
        this.clock = clock;
        this.lease = lease;
        this.longest = longest;
        this.poll = poll.compareTo(beforeRenewal()) < 0 ? poll : beforeRenewal();
        this.slots = new Slots(slots);
        this.workers = Executors.newCachedThreadPool(task -> daemon(task, "anyhook-worker"));
        this.claimer = daemon(this::run, "anyhook-dispatcher");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private Duration beforeRenewal() {
        return lease.dividedBy(3);
    }

    void start() {
        inbox.onAvailable(this::wake);
        claimer.start();
    }

    private void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        int failures = 0;
        while (isRunning()) {
            try {
                Duration idle = turn();
                if (failures > 0) {
                    LOG.info("events are dispatched again, after {} failures", failures);
                    failures = 0;
                }
                waitForNews(idle);
            } catch (Throwable broken) {
                if (failures++ == 0) {
                    LOG.error("events cannot be dispatched; trying again every {}", poll, broken);
                }
                rest(poll);
            }
        }
    }

    private void waitForNews(Duration longest) {
        try {
            if (wakeUps.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException onlyStoppingCounts) {
            return;
        }
    }

    /** Unlike waiting for news, not cut short by any: an inbox in trouble is not asked more often. */
    private void rest(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException onlyStoppingCounts) {
            return;
        }
    }

    /** Renews, claims and hands out; gives how long there will be nothing to do unless something wakes us. */
    private Duration turn() {
        boolean renewed = renewLeases();
        int room = slots.free();
        if (room == 0 || !renewed) {
            return poll;
        }
        int claims = slots.freeForClaims();
        Instant now = clock.instant();
        List<Lease> leases = inbox.claim(room, claims, now, lease);
        Throwable noThread = null;
        for (Lease claimed : leases) {
            if (isUnderWay(claimed)) {
                worker.settle(claimed, worker.stillUnderWay(claimed));
            } else if (noThread != null || !slots.take(claimed)) {
                giveBack(claimed);
            } else {
                noThread = hand(claimed, now);
            }
        }
        if (noThread != null) {
            throw new IllegalStateException("there is no thread for a handler", noThread);
        }
        return leases.isEmpty() ? untilDue(claims > 0) : Duration.ZERO;
    }

    /** Whether the same entry is still being worked on here: what hangs takes one slot, however often its lease ends. */
    private boolean isUnderWay(Lease claimed) {
        return underWay.stream().anyMatch(work -> work.isAtWorkOn(claimed.incoming()));
    }

    /**
     * Renews what is due, and waits for that: a claim that came first would take what is only late. False when it takes
     * too long; nothing is claimed then.
     */
    private boolean renewLeases() {
        Instant now = clock.instant();
        var renewals = new ArrayList<CompletableFuture<?>>();
        for (Work work : underWay) {
            if (work.isTooLong(now)) {
                reportOnce(work);
            } else if (work.renewalDue(now, now.plus(beforeRenewal()))) {
                renewals.add(renewal(work, now.plus(lease)));
            }
        }
        try {
            CompletableFuture.allOf(renewals.toArray(CompletableFuture[]::new))
                    .get(beforeRenewal().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } catch (TimeoutException | InterruptedException notYet) {
            return false;
        }
    }

    /** Completes when the lease is renewed or cannot be, but never fails. */
    private CompletableFuture<?> renewal(Work work, Instant until) {
        return inbox.renew(work.lease(), until).toCompletableFuture().handle((held, broken) -> {
            if (broken != null) {
                LOG.warn("a lease could not be renewed", broken);
            }
            return null;
        });
    }

    private void reportOnce(Work work) {
        if (work.isFirstReport()) {
            WebhookEvent event = work.lease().incoming().event();
            LOG.warn(
                    "endpoint {}: event {} is still being handled after {}; its lease is no longer renewed, and another"
                            + " worker may take it",
                    event.endpoint(),
                    LogText.of(event.id()),
                    longest);
        }
    }

    private Duration untilDue(boolean claims) {
        Instant now = clock.instant();
        Instant latest = now.plus(poll);
        Instant due = inbox.nextDue(claims, latest).orElse(Instant.MAX);
        if (!due.isBefore(latest)) {
            return poll;
        }
        return due.isAfter(now) ? Duration.between(now, due).plusMillis(1) : Duration.ofMillis(1);
    }

    /** Has what was claimed {@code at} that time, and has a slot, worked on, or gives it back; tells why there was no thread. */
    private @Nullable Throwable hand(Lease claimed, Instant at) {
        var work = new Work(claimed, at.plus(beforeRenewal()), at.plus(longest), worker, this::ended);
        Throwable because = null;
        underWay.add(work);
        try {
            if (isRunning()) {
                workers.execute(work);
                return null;
            }
        } catch (Throwable noThread) {
            because = noThread;
        }
        ended(work);
        giveBack(claimed);
        return because;
    }

    private void giveBack(Lease claimed) {
        worker.settle(claimed, new Settlement.Released());
    }

    private void ended(Work work) {
        underWay.remove(work);
        slots.free(work.lease());
        wake();
    }

    /** Whether the calling thread is in a handler. */
    boolean isInHandler() {
        Thread current = Thread.currentThread();
        return underWay.stream().anyMatch(work -> work.isRunBy(current));
    }

    /** Claims no more, lets what runs finish within {@code grace}, then interrupts it and waits a second more. */
    void close(Duration grace) {
        stopped.countDown();
        wake();
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(grace);
        boolean idle = false;
        boolean interrupted = false;
        try {
            TimeUnit.NANOSECONDS.timedJoin(claimer, end - System.nanoTime());
            idle = isIdleWithin(end - System.nanoTime());
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (!idle) {
            interrupted |= !interruptWork();
        }
        workers.shutdown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isIdleWithin(long nanos) throws InterruptedException {
        return slots.takeAllWithin(nanos);
    }

    /** False when the caller was interrupted meanwhile. */
    private boolean interruptWork() {
        LOG.warn("{} handlers still run; interrupting them", underWay.size());
        claimer.interrupt();
        underWay.forEach(Work::abandon);
        try {
            if (!isIdleWithin(AFTER_INTERRUPTION)) {
                LOG.warn("{} handlers ignore their interruption and are left behind", underWay.size());
            }
            return true;
        } catch (InterruptedException hurry) {
            return false;
        }
    }
}
