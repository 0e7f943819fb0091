package dev.anyhook.receiver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long is waited for each of many futures. All wait equally long, so the first to be waited for is the first to be
 * given up: a queue and one timer do for all of them, where a timer for each would wake a thread. Safe for any number
 * of threads.
 */
final class Patience {
    private final Duration longest;
    private final ArrayDeque<Awaited> queue = new ArrayDeque<>();
    private boolean looking;

    Patience(Duration longest) {
        this.longest = longest;
    }

    /** Fails {@code future} with a {@link TimeoutException} if it is not done in time. */
    void limit(CompletableFuture<?> future) {
        if (future.isDone()) {
            return;
        }
        var awaited = new Awaited(future, System.nanoTime() + longest.toNanos());
        boolean first;
        synchronized (this) {
            forgetDone();
            queue.addLast(awaited);
            first = !looking;
            looking = true;
        }
        if (first) {
            lookIn(longest.toNanos());
        }
    }

    private void forgetDone() {
        while (!queue.isEmpty() && queue.getFirst().future().isDone()) {
            queue.removeFirst();
        }
    }

    private void lookIn(long nanos) {
        Executor later = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
        later.execute(this::look);
    }

    private void look() {
        var overdue = new ArrayList<CompletableFuture<?>>();
        long next = takeOverdue(overdue);
        overdue.forEach(future -> future.completeExceptionally(new TimeoutException()));
        if (next > 0) {
            lookIn(next);
        }
    }

    /** Takes what is overdue out; gives in how many nanoseconds the next will be, 0 if nothing waits. */
    private synchronized long takeOverdue(List<CompletableFuture<?>> overdue) {
        long now = System.nanoTime();
        forgetDone();
        while (!queue.isEmpty() && queue.getFirst().end() - now <= 0) {
            overdue.add(queue.removeFirst().future());
            forgetDone();
        }
        looking = !queue.isEmpty();
        return looking ? queue.getFirst().end() - now : 0;
    }

    @Override
    public String toString() {
        return longest.toString();
    }

    private record Awaited(CompletableFuture<?> future, long end) {}
}
