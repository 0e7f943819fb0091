package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One lease while a thread works on it. */
final class Work implements Runnable {
    private final Lease lease;
    private final Worker worker;
    private final Consumer<Work> ended;
    private final Instant tooLong;
    private Instant renewalDue;
    private Instant end;
    private boolean atRisk;
    private boolean reported;
    private @Nullable Thread thread;
    private volatile boolean abandoned;

    /** Work on {@code lease}, which was taken {@code at} that time; {@code ended} hears of its end. */
    Work(Lease lease, Instant at, Renewals renewals, Worker worker, Consumer<Work> ended) {
        this.lease = lease;
        this.renewalDue = renewals.first(at);
        this.end = renewals.end(at);
        this.tooLong = renewals.tooLong(at);
        this.worker = worker;
        this.ended = ended;
    }

    Lease lease() {
        return lease;
    }

    /** Whether a thread is at this moment at work on the same entry, which says the same at the same trust. */
    synchronized boolean isAtWorkOn(IncomingEvent incoming) {
        return thread != null && lease.incoming().equals(incoming);
    }

    @Override
    public void run() {
        try {
            runBy(Thread.currentThread());
            Worker.Step step = worker.step(lease);
            runBy(null);
            worker.settle(lease, step, abandoned);
        } finally {
            ended.accept(this);
        }
    }

    /** An interruption is meant for the handler, and must not reach the settling that follows. */
    private synchronized void runBy(@Nullable Thread current) {
        thread = current;
        if (current == null) {
            Thread.interrupted();
        }
    }

    /** Interrupts the handler, if one runs; if it fails now, that is not its fault. */
    synchronized void abandon() {
        abandoned = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether {@code candidate} is in a handler called by this work. */
    synchronized boolean isRunBy(Thread candidate) {
        return candidate.equals(thread);
    }

    /** Whether the lease should be renewed by now; if so, it next should at {@code next}. */
    synchronized boolean renewalDue(Instant now, Instant next) {
        boolean due = !now.isBefore(renewalDue);
        if (due) {
            renewalDue = next;
        }
        return due;
    }

    /** The lease is held on until then. */
    synchronized void renewed(Instant until) {
        end = until;
        atRisk = false;
    }

    /** The lease could not be held on, which should be tried again {@code soon}. */
    synchronized void notRenewed(Instant soon) {
        renewalDue = soon;
        atRisk = true;
    }

    /**
     * Whether whoever claims now might take the entry, because its lease ran out, not longer than {@code ago}, and was
     * not held on.
     */
    synchronized boolean hasRunOut(Instant now, Duration ago) {
        return atRisk && !now.isBefore(end) && now.isBefore(end.plus(ago));
    }

    /** Whether it has taken longer than anything should. */
    boolean isTooLong(Instant now) {
        return !now.isBefore(tooLong);
    }

    /** True when asked for the first time. */
    synchronized boolean isFirstReport() {
        boolean first = !reported;
        reported = true;
        return first;
    }
}
