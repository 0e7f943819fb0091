package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due entries from the inbox and gives each to a worker thread. One thread claims, and renews the leases of what
 * takes long; as many events are worked on at once as there are slots, so a handler that hangs costs one slot and
 * nothing else, and a vendor's API that hangs no more than half of them.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long AFTER_INTERRUPTION = TimeUnit.SECONDS.toNanos(1);

    private final Inbox inbox;
    private final Worker worker;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration poll;
    private final Slots slots;
    private final Renewals renewals;
    private final Vacancies vacancies;
    private final News news = new News();
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService workers;
    private final Thread claimer;

    /** Whether entries may be due that nobody has claimed. */
    private boolean due;

    /** Whether the last offer that came to something failed: said once. */
    private boolean offersFail;

    /** Whether mere claims may be due that had no slot. */
    private boolean claimsWait;

    /** When it is time to look even if there is no news. */
    private long nextLook = System.nanoTime();

    /** Whether something may wait for no more than a slot. */
    private volatile boolean crowded;

    Dispatcher(
            Inbox inbox,
            Worker worker,
            InstantSource clock,
            Duration lease,
            Duration longest,
            Duration poll,
            Slots slots) {
        this.inbox = inbox;
        this.worker = worker;
        this.clock = clock;
        this.lease = lease;
        this.renewals = new Renewals(inbox, clock, lease, longest);
        this.poll = poll.compareTo(renewals.pause()) < 0 ? poll : renewals.pause();
        this.slots = slots;
        this.vacancies = new Vacancies(inbox, this.slots, clock, news::ring);
        this.workers = Executors.newCachedThreadPool(task -> daemon(task, "anyhook-worker"));
        this.claimer = daemon(this::run, "anyhook-dispatcher");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        inbox.onAvailable(news::came);
        claimer.start();
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        int failures = 0;
        while (isRunning()) {
            try {
                long idle = turn();
                if (failures > 0) {
                    LOG.info("events are dispatched again, after {} failures", failures);
                    failures = 0;
                }
                if (idle > 0) {
                    news.sleep(idle);
                }
            } catch (Throwable broken) {
                due = true;
                if (failures++ == 0) {
                    LOG.error("events cannot be dispatched; trying again every {}", poll, broken);
                }
                rest(poll);
            }
        }
        handOut(endOffer(), vacancies.since());
    }

    /** Unlike waiting for news, not cut short by any: an inbox in trouble is not asked more often. */
    private void rest(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException onlyStoppingCounts) {
            return;
        }
    }

    /** What was taken since the last turn. If that failed, something may be due that no news comes of. */
    private List<Lease> endOffer() {
        try {
            List<Lease> taken = vacancies.end();
            offersFail &= taken.isEmpty();
            return taken;
        } catch (RuntimeException broken) {
            due = true;
            if (!offersFail) {
                LOG.warn("what was kept last could not be claimed with it", Retold.of(broken));
            }
            offersFail = true;
            return List.of();
        }
    }

    /**
     * Renews, claims and hands out; gives for how many nanoseconds there will be nothing to do unless something wakes
     * us.
     */
    private long turn() {
        boolean renewed = renewals.renew(underWay);
        if (vacancies.isBusy()) {
            return poll.toNanos();
        }
        List<Lease> offered = endOffer();
        handOut(offered, vacancies.since());
        due |= vacancies.isExhausted(offered) || news.hear() || System.nanoTime() - nextLook >= 0;
        crowded = due || claimsWait; // Before the slots are counted: whoever leaves one later rings.
        due |= claimsWait && slots.freeForClaims() > 0;
        int room = slots.free();
        if (room == 0 || !renewed) {
            return poll.toNanos();
        }
        if (due) {
            look(room);
        }
        if (due) {
            return 0;
        }
        crowded = claimsWait;
        vacancies.offer(lease, renewals.first(clock.instant()));
        return nextLook - System.nanoTime();
    }

    /** Claims what is due. Nothing is due any longer unless there was too little room. */
    private void look(int room) {
        int claims = slots.freeForClaims();
        Instant now = clock.instant();
        List<Lease> leases = inbox.claim(room, claims, now, lease);
        handOut(leases, now);
        if (!Vacancies.isExhausted(leases, room, claims)) {
            long idle = untilDue(claims > 0).toNanos();
            nextLook = System.nanoTime() + idle;
            claimsWait = claims == 0;
            due = false;
        }
    }

    private void handOut(List<Lease> leases, Instant at) {
        Throwable noThread = null;
        boolean late = !leases.isEmpty() && renewals.isOver(at);
        for (Lease claimed : leases) {
            if (late) {
                giveBack(claimed);
            } else if (isUnderWay(claimed)) {
                worker.settle(claimed, worker.stillUnderWay(claimed));
            } else if (noThread != null || !slots.take(claimed)) {
                giveBack(claimed);
            } else {
                noThread = hand(claimed, at);
            }
        }
        if (noThread != null) {
            throw new IllegalStateException("there is no thread for a handler", noThread);
        }
    }

    /**
     * Whether the same entry is still being worked on here: what hangs takes one slot, however often its lease ends.
     */
    private boolean isUnderWay(Lease claimed) {
        return underWay.stream().anyMatch(work -> work.isAtWorkOn(claimed.incoming()));
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

    /**
     * Has what was claimed {@code at} that time, and has a slot, worked on, or gives it back; tells why there was no
     * thread.
     */
    private @Nullable Throwable hand(Lease claimed, Instant at) {
        var work = new Work(claimed, at, renewals, worker, this::ended);
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
        if (crowded) {
            news.ring();
        }
    }

    /** Whether the calling thread is in a handler. */
    boolean isInHandler() {
        Thread current = Thread.currentThread();
        return underWay.stream().anyMatch(work -> work.isRunBy(current));
    }

    /** Claims no more, lets what runs finish within {@code grace}, then interrupts it and waits a second more. */
    void close(Duration grace) {
        stopped.countDown();
        news.ring();
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
