package dev.anyhook.inbox.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * From where on rows may be due, where dead index entries of all that was due before would be in the way. What other
 * processes write may be due since long ago, and may be committed late: so a look begins a little earlier than it must,
 * and one that comes a second or more after the last such, at the very beginning. There is one look at a time;
 * everything else may come from any thread.
 */
final class Horizon {
    private static final long BEGINNING = Long.MIN_VALUE;
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final long FROM_THE_BEGINNING_NANOS = Duration.ofSeconds(1).toNanos();

    private final boolean moves;
    private final LongSupplier nanoTime;
    private long from = BEGINNING;
    private long seen = BEGINNING;
    private long dueMeanwhile = Long.MAX_VALUE;
    private long begun;
    private boolean looking;

    /** One that stays where rows begin, unless it {@code moves}. */
    Horizon(boolean moves, LongSupplier nanoTime) {
        this.moves = moves;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /**
     * Begins a look; gives from where on, in microseconds since 1970. One before it that did not come to its end took
     * nothing: this one repeats it.
     */
    synchronized long begin() {
        long now = nanoTime.getAsLong();
        if (looking || now - begun >= FROM_THE_BEGINNING_NANOS) {
            begun = now;
            from = BEGINNING;
        }
        looking = true;
        seen = BEGINNING;
        dueMeanwhile = Long.MAX_VALUE;
        return from;
    }

    /** The look took all that was due at {@code now} before {@code end}, in microseconds since 1970. */
    synchronized void saw(long end, Instant now) {
        seen = Math.min(end, Rows.micros(now.minus(MARGIN)));
    }

    /** What the look took is committed. */
    synchronized void committed() {
        if (looking && moves) {
            from = Math.min(seen, dueMeanwhile);
        }
        looking = false;
    }

    /** Something may have become due since {@code at}, and is committed. */
    synchronized void dueSince(Instant at) {
        long micros = Rows.micros(at);
        from = Math.min(from, micros);
        dueMeanwhile = Math.min(dueMeanwhile, micros);
    }

    /** Where a look would begin if nothing but rows counted, in microseconds since 1970. */
    synchronized long from() {
        return from;
    }
}
