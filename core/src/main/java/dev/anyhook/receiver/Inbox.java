package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where accepted events wait for their handlers. Safe for any number of threads.
 *
 * <p>An event is kept once per endpoint and {@link dev.anyhook.WebhookEvent#id()}. A second rule holds for the end of a
 * job: the first {@code SIGNED} or {@code CONFIRMED} terminal state of a job at an endpoint wins; later ones are kept
 * but not handed out, and a claim can never take that place.
 */
public interface Inbox extends AutoCloseable {
    /** What became of an append. Both are a success to the vendor. */
    enum Outcome {
        STORED,
        DUPLICATE
    }

    /**
     * Keeps an event. Never blocks. The stage completes only once the event would survive what the inbox promises to
     * survive, and exceptionally when it cannot be kept, for example because the inbox is full.
     */
    CompletionStage<Outcome> append(IncomingEvent incoming);

    /**
     * Takes up to {@code limit} entries that are due, oldest first, for this worker alone until {@code now} plus
     * {@code length}. May block on storage, never for entries to come.
     */
    List<Lease> claim(int limit, Instant now, Duration length);

    /**
     * Ends a lease. The stage gives false when the lease was lost to another worker, and then nothing has changed.
     */
    CompletionStage<Boolean> settle(Lease lease, Settlement settlement);

    /** When the next entry falls due; empty when none waits. */
    Optional<Instant> nextDue();

    /** Has {@code listener} called, from any thread, whenever an entry may have become due at once. */
    void onAvailable(Runnable listener);

    /** Takes no more events and frees what it holds. What it keeps durably stays. */
    @Override
    void close();
}
