package dev.anyhook.benchmarks.http;

import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An inbox that keeps events and hands none out, so that receiving is seen by itself. */
final class UnhandledInbox implements Inbox {
    private final Function<IncomingEvent, CompletionStage<Outcome>> keep;

    /** With a way to keep events. */
    UnhandledInbox(Function<IncomingEvent, CompletionStage<Outcome>> keep) {
        this.keep = keep;
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        return keep.apply(incoming);
    }

    @Override
    public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
        return List.of();
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        throw new IllegalStateException("nothing was handed out");
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
        // Whoever keeps the events closes what keeps them: here, the end of the process.
    }
}
