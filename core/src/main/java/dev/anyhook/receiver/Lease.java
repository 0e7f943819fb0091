package dev.anyhook.receiver;

import java.util.Optional;

/** One entry of an inbox, held by one worker for a while. Made by the inbox, ended by {@link Inbox#settle}. */
public interface Lease {
    /** The event, at the trust it has by now. */
    IncomingEvent incoming();

    /**
     * How often the entry was claimed since it was kept, confirmed, replayed or, while a mere claim, made again; this
     * time included.
     */
    int attempt();

    /** Whether the event speaks of a job's earlier state although its end is known already. */
    boolean isLate();

    /**
     * What an inbox offers to handlers besides the event, by type, such as the connection of a transaction that
     * {@link Settlement.Done} commits and every other settlement rolls back.
     */
    default <T> Optional<T> resource(Class<T> type) {
        return Optional.empty();
    }
}
