package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due entries from the inbox and gives each to a worker thread. One thread claims; as many events are worked on
 * at once as there are slots, so a handler that hangs costs one slot and nothing else.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Inbox inbox;
    private final Worker worker;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration poll;
    private final int slots;
    private final Semaphore free;
    private final Semaphore wakeUps = new Semaphore(0);
    private final ExecutorService workers;
    private final Thread claimer;
    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;

    Dispatcher(Inbox inbox, Worker worker, InstantSource clock, Duration lease, Duration poll, int slots) {
        this.inbox = inbox;
        this.worker = worker;
        this.clock = clock;
        this.lease = lease;
        this.poll = poll;
        this.slots = slots;
        this.free = new Semaphore(slots);
        this.workers = Executors.newCachedThreadPool(task -> daemon(task, "anyhook-worker"));
        this.claimer = daemon(this::run, "anyhook-dispatcher");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
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

    private void run() {
        while (running) {
            try {
                free.acquire();
                free.release();
                List<Lease> leases = inbox.claim(free.availablePermits(), clock.instant(), lease);
                leases.forEach(this::hand);
                if (leases.isEmpty()) {
                    wakeUps.tryAcquire(untilDue().toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException broken) {
                LOG.error("the inbox could not be read; trying again", broken);
                waitQuietly();
            }
        }
    }

    private Duration untilDue() {
        Duration wait = inbox.nextDue()
                .map(due -> due.isAfter(clock.instant()) ? between(clock.instant(), due) : Duration.ofMillis(1))
                .orElse(poll);
        return wait.compareTo(poll) < 0 ? wait : poll;
    }

    private Duration between(Instant now, Instant due) {
        return due.isAfter(now.plus(poll)) ? poll : Duration.between(now, due).plusMillis(1);
    }

    private void waitQuietly() {
        try {
            TimeUnit.MILLISECONDS.sleep(poll.toMillis());
        } catch (InterruptedException stop) {
            running = false;
        }
    }

    private void hand(Lease entry) {
        free.acquireUninterruptibly();
        workers.execute(() -> {
            busy.add(Thread.currentThread());
            try {
                worker.work(entry);
            } finally {
                busy.remove(Thread.currentThread());
                free.release();
                wake();
            }
        });
    }

    /** Claims no more, lets what runs finish within {@code grace}, then interrupts it. */
    void close(Duration grace) {
        running = false;
        claimer.interrupt();
        boolean interrupted = false;
        try {
            claimer.join(grace.toMillis());
            if (!free.tryAcquire(slots, grace.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} handlers still run after {}; interrupting them", busy.size(), grace);
                busy.forEach(Thread::interrupt);
                free.tryAcquire(slots, 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        workers.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
