package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.time.Instant;
import java.util.Optional;

/** The circumstances in which a handler is called. Valid during the call only. */
public final class Handling {
    private final Lease lease;

    Handling(Lease lease) {
        this.lease = lease;
    }

    /** How far the event may be believed. */
    public Trust trust() {
        return lease.incoming().trust();
    }

    /** When the delivery arrived. */
    public Instant receivedAt() {
        return lease.incoming().receivedAt();
    }

    /**
     * Which attempt at handling the event this is, from 1, since it was kept, confirmed, replayed or, while a mere claim, made again.
     * One that ended before its handler was called, in a crash for example, counts as well.
     */
    public int attempt() {
        return lease.attempt();
    }

    /** Whether the event speaks of a job's earlier state although its end is known already. */
    public boolean isLate() {
        return lease.isLate();
    }

    /** What the inbox offers besides the event, by type; empty when it offers no such thing. */
    public <T> Optional<T> resource(Class<T> type) {
        return lease.resource(type);
    }
}
