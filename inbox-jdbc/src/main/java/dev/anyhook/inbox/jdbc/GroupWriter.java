package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.InboxFullException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that write: one for SQLite. Each takes what queued while it wrote the last group, writes it in one
 * transaction, and answers every caller once that is committed: one disk sync for all of them, and no waiting for
 * company.
 */
final class GroupWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Backlog backlog;
    private final List<Seat> seats;
    private final List<Thread> threads;
    private final boolean callersWrite;
    private volatile boolean open = true;

    /** Has a thread at each of {@code seats}; callers may take the first while it is free, if {@code callersWrite}. */
    GroupWriter(List<Seat> seats, Backlog backlog, boolean callersWrite) {
        this.seats = seats;
        this.backlog = backlog;
        this.callersWrite = callersWrite;
        this.threads = seats.stream()
                .map(seat -> new Thread(() -> run(seat), "anyhook-inbox-writer"))
                .toList();
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Has {@code command} written; an append is refused when too many wait. */
    <R> CompletableFuture<R> submit(Command<R> command) {
        return submit(command, false);
    }

    /**
     * The same, by the calling thread if nobody writes: that is quicker than to wake another, and be woken by it. A
     * virtual thread would hold those that share its carrier, and an interrupted one is in a hurry.
     */
    <R> CompletableFuture<R> submitHere(Command<R> command) {
        return submit(command, callersWrite && !Thread.currentThread().isInterrupted() && !VirtualThreads.isCurrent());
    }

    /** Has {@code command} written, here if that can be, and waits for what comes of it. */
    <R> R await(Command<R> command) {
        return answer(submitHere(command));
    }

    /** What came of a command, which is waited for. */
    static <R> R answer(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("the inbox's database failed", failed.getCause());
        }
    }

    private <R> CompletableFuture<R> submit(Command<R> command, boolean here) {
        if (!open) {
            return CompletableFuture.failedFuture(closed());
        }
        if (command instanceof Command.Append append && !backlog.admit(append)) {
            return CompletableFuture.failedFuture(new InboxFullException("too many events wait to be written"));
        }
        backlog.add(command);
        if (here && backlog.isAwaited()) {
            seats.get(0).writeIfFree();
        }
        if (!command.answer().isDone()) {
            backlog.ring();
        }
        return !open && backlog.remove(command) ? CompletableFuture.failedFuture(closed()) : command.answer();
    }

    /** Has {@code claim} go with the next group that keeps events; there is one such claim at a time. */
    void stand(Command.ClaimNext claim) {
        backlog.add(claim);
        if (!open && backlog.remove(claim)) {
            claim.failed(closed());
        }
    }

    /** Lets {@code claim} go with no group any more; it is cancelled unless it went with one. */
    void withdraw(Command.ClaimNext claim) {
        if (backlog.remove(claim)) {
            claim.answer().cancel(false);
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the inbox is closed");
    }

    private void run(Seat seat) {
        boolean more = true;
        while (more) {
            try {
                more = backlog.await();
                seat.write();
            } catch (InterruptedException onlyClosingCounts) {
                LOG.debug("the writer stops when the inbox is closed, not when it is interrupted");
            } catch (Throwable bug) {
                LOG.error("the writer goes on after {}", bug.getClass().getName());
            }
        }
        seat.close();
    }

    /** Writes what is queued, then stops. */
    @Override
    public void close() {
        open = false;
        backlog.end();
        long until = System.nanoTime() + CLOSING_NANOS;
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        backlog.failAll(closed());
    }
}
