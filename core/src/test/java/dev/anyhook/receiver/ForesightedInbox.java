package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** An inbox in memory that claims what is appended for whoever asked beforehand, and tells nobody else. */
class ForesightedInbox extends WatchedInbox {
    /** How often it was asked what is due. */
    final AtomicInteger looks = new AtomicInteger();

    /** Whether nobody is told of what becomes due. */
    boolean quiet;

    private Claimant claimant;
    private Duration length;
    private List<Lease> taken = List.of();

    /** Waits until somebody has asked. */
    void awaitClaimant() {
        Soon.is("somebody asks beforehand", this::isAsked);
    }

    synchronized boolean isAsked() {
        return claimant != null;
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        return append(List.of(incoming)).get(0);
    }

    /** Keeps all at once. */
    synchronized List<CompletionStage<Outcome>> append(List<IncomingEvent> group) {
        quiet = claimant != null;
        var outcomes = group.stream().map(super::append).toList();
        quiet = false;
        if (claimant != null) {
            claimant.begun();
            Instant now = claimant.now();
            taken = memory.claim(claimant.room(), claimant.roomForClaims(), now, length);
            claimant.answered();
            claimant = null;
        }
        return outcomes;
    }

    @Override
    public List<Lease> claim(int limit, int claims, Instant now, Duration lease) {
        looks.incrementAndGet();
        return super.claim(limit, claims, now, lease);
    }

    @Override
    public synchronized StandingClaim claimNext(Claimant who, Duration lease) {
        claimant = who;
        length = lease;
        return this::end;
    }

    /** Begins to take what is yet to come, once somebody asks; {@link #append} goes on with it. */
    void begin() {
        Soon.is("somebody asks beforehand", this::hasBegun);
    }

    private synchronized boolean hasBegun() {
        if (claimant != null) {
            claimant.begun();
        }
        return claimant != null;
    }

    /** What was taken. */
    synchronized List<Lease> end() {
        List<Lease> given = taken;
        taken = List.of();
        claimant = null;
        return given;
    }

    @Override
    public void onAvailable(Runnable listener) {
        super.onAvailable(() -> {
            if (!quiet) {
                listener.run();
            }
        });
    }
}
