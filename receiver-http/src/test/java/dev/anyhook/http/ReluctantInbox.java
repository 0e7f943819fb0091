package dev.anyhook.http;

import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An inbox that keeps an event when the test says so. */
final class ReluctantInbox implements Inbox {
    private final BlockingQueue<CompletableFuture<Outcome>> appends = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        var append = new CompletableFuture<Outcome>();
        appends.add(append);
        return append;
    }

    /** The next append, as soon as there is one. */
    CompletableFuture<Outcome> nextAppend() throws InterruptedException {
        CompletableFuture<Outcome> append = appends.poll(20, TimeUnit.SECONDS);
        if (append == null) {
            throw new AssertionError("nothing was appended");
        }
        return append;
    }

    boolean isUntouched() {
        return appends.isEmpty();
    }

    @Override
    public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
        return List.of();
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        return CompletableFuture.completedStage(true);
    }

    @Override
    public Optional<Instant> nextDue(boolean claims) {
        return Optional.empty();
    }

    @Override
    public void onAvailable(Runnable listener) {
        // Nothing ever becomes available.
    }

    @Override
    public void close() {
        appends.clear();
    }
}
