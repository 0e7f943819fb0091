package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.IncomingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the inbox as it is now.
 *
 * @param number its place in the order of arrival, unique in the inbox
 * @param incoming the event, at the trust it has by now
 * @param state what became of it
 * @param attempts how often it was handed to handlers since it was kept, confirmed, replayed or, while a mere claim,
 *     made again
 * @param dueAt when it is handed out next, or when the lease on it ends; null once it is settled
 * @param settledAt when it was settled; null while it waits
 * @param lastError what went wrong last; null if nothing did
 * @param replayedBy who asked for a deliberate re-run, of which this is the new entry; null for none
 * @param replayedWhy why they did; null for none
 */
public record InboxRecord(
        long number,
        IncomingEvent incoming,
        RowState state,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant settledAt,
        @Nullable String lastError,
        @Nullable String replayedBy,
        @Nullable String replayedWhy) {
    static final String DISCARDED = "discarded by ";

    /** Whether a person let go of it, and it was not handled: the last error says who and why. */
    public boolean isDiscarded() {
        return state == RowState.DONE && lastError != null && lastError.startsWith(DISCARDED);
    }
}
