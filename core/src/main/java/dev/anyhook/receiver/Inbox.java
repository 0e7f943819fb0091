package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where accepted events wait for their handlers. Safe for any number of threads. Applications make one and hand it to
 * their receiver, which calls it; all that they may do themselves is to append what they have read from a vendor. To
 * implement it elsewhere is possible, but before version 1 each release may change what is asked of it.
 *
 * <p>An event is kept once per endpoint and {@link dev.anyhook.WebhookEvent#id()}; only a claim that was given up may
 * be made anew, since it may have come before its time, and what is signed or confirmed takes the place of a mere claim
 * of its id. A second rule holds for the end of a job: the first {@code SIGNED} or {@code CONFIRMED} terminal state of
 * a job at an endpoint wins; later ones are kept but not handed out, and a claim can never take that place.
 *
 * <p>Claims are a stranger's until confirmed, and must not shut out what is signed: they may fill a part of what room
 * there is and no more; remembering them must not mean forgetting signed or confirmed events sooner; and {@link #claim}
 * gives them only where no signed or confirmed entry is due. An inbox that does otherwise works, but is as open to a
 * flood of claims as it is to events.
 *
 * <p>Failures, thrown or in a stage, say nothing of payloads and secrets: they are logged.
 */
public interface Inbox extends AutoCloseable {
    /** What became of an append. Both are a success to the vendor. */
    enum Outcome {
        STORED,
        DUPLICATE
    }

    /**
     * Keeps an event. Never blocks. The stage completes, with either outcome, only once the event would survive what
     * the inbox promises to survive, and exceptionally when it cannot be kept, for example because the inbox is full.
     *
     * <p>A mere claim that waits, and comes again, is a duplicate, and its attempts are counted anew: it may have been
     * made long before it is true.
     */
    CompletionStage<Outcome> append(IncomingEvent incoming);

    /**
     * Keeps an event for a caller whose thread the disk may hold: the inbox may write on it before this returns, the
     * events of others as well, which spares the caller the wait for another thread to wake up. The stage is then
     * complete already, and what depends on it runs on this thread: do not append again from there. By default this is
     * {@link #append}.
     */
    default CompletionStage<Outcome> appendHere(IncomingEvent incoming) {
        return append(incoming);
    }

    /**
     * Takes up to {@code limit} entries that are due, {@code mereClaims} mere claims among them at most, for this
     * worker alone until {@code now} plus {@code length}: those signed or confirmed before mere claims, and of either
     * the longest due first. An entry whose lease ran out is due. May block on storage, never for entries to come.
     */
    List<Lease> claim(int limit, int mereClaims, Instant now, Duration length);

    /** Takes up to {@code limit} entries that are due, whatever part of them are mere claims. */
    default List<Lease> claim(int limit, Instant now, Duration length) {
        return claim(limit, limit, now, length);
    }

    /**
     * Claims what is yet to come: entries that are kept from now on may be claimed in the very step that keeps them,
     * once, for as many as {@code claimant} has room for by then. That spares the claim a write of its own. It is no
     * promise: entries may come another way, and whoever claims meanwhile, so or by {@link #claim}, has ended it, and
     * may have to wait for what it is just taking. By default nothing is claimed so.
     */
    default StandingClaim claimNext(Claimant claimant, Duration length) {
        return List::of;
    }

    /**
     * Holds a lease on until {@code until}; called again and again while a handler takes long. The stage gives false
     * when the lease was lost to another worker. Where leases do not run out there is nothing to do.
     */
    default CompletionStage<Boolean> renew(Lease lease, Instant until) {
        return CompletableFuture.completedStage(true);
    }

    /**
     * Ends a lease. The stage gives false when the lease was lost to another worker, and then nothing has changed; and
     * when a claim that is {@link Settlement.Dead} was made again since it was claimed, and then it is due again, at
     * the end of the lease at the latest.
     *
     * <p>After a stage that fails for {@link Settlement.Done}, the same lease is settled once more, as failed: if
     * "done" took hold all the same, that gives false.
     */
    CompletionStage<Boolean> settle(Lease lease, Settlement settlement);

    /**
     * When {@link #claim} will next give an entry, at the end of another worker's lease perhaps; an instant that has
     * passed if it would now; empty when nothing waits. May block on storage.
     *
     * @param mereClaims whether mere claims count
     */
    Optional<Instant> nextDue(boolean mereClaims);

    /**
     * When {@link #claim} will next give an entry, for whoever waits until {@code latest} at most: an entry that is due
     * later may be left out, and need not be looked for.
     */
    default Optional<Instant> nextDue(boolean mereClaims, Instant latest) {
        return nextDue(mereClaims);
    }

    /** When {@link #claim} will next give any entry. */
    default Optional<Instant> nextDue() {
        return nextDue(true);
    }

    /**
     * Has {@code listener} called, from any thread that holds no lock, whenever an entry may have become due at once,
     * unless a standing claim took it, or left it only because it took as many as there was room for: its claimant
     * hears of that, and must look for the rest once there is room. An inbox has one receiver, and so one listener.
     *
     * @throws IllegalStateException if it has one already
     */
    void onAvailable(Runnable listener);

    /**
     * Takes no more events, lets appends and settlements under way come to their end, then frees what it holds. What it
     * keeps durably stays.
     */
    @Override
    void close();
}
