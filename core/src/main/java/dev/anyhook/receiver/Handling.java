package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.time.Instant;
import java.util.Optional;

/**
 * The circumstances in which a handler is called. Valid during the call only. A test of a handler may bring its own;
 * methods that are added later will have a body.
 */
public interface Handling {
    /** How far the event may be believed. */
    Trust trust();

    /** When the delivery arrived. */
    Instant receivedAt();

    /**
     * Which attempt at handling the event this is, from 1, since it was kept, confirmed, replayed or, while a mere
     * claim, made again. One that ended before its handler was called, in a crash for example, counts as well.
     */
    int attempt();

    /** Whether the event speaks of a job's earlier state although its end is known already. */
    boolean isLate();

    /**
     * What the inbox offers besides the event, by type; empty when it offers no such thing. The durable inbox has a
     * {@code java.sql.Connection}, that of the transaction which settles the event; the one in memory has nothing.
     */
    <T> Optional<T> resource(Class<T> type);
}
