package dev.anyhook.benchmarks.http;

import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An inbox that keeps nothing and says that it did. */
final class DroppingInbox implements Inbox {
    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        return CompletableFuture.completedStage(Outcome.STORED);
    }

    @Override
    public List<Lease> claim(int limit, Instant now, Duration length) {
        return List.of();
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        return CompletableFuture.completedStage(false);
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    @Override
    public void onAvailable(Runnable listener) {
        // There is never anything to be had.
    }

    @Override
    public void close() {
        // There is nothing to be freed.
    }
}
