package dev.anyhook.inbox.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * From where on rows may be due. PostgreSQL keeps an index entry of each row that is no longer due until the next vacuum, and
 * whoever looks from the beginning walks over all of them. What other processes write may be due from long ago, and may
 * be committed late: so a look begins a little earlier than it must, and at the very beginning once a second. Safe for any
 * number of threads; a look that meets another may miss what is due until then.
 */
final class Horizon {
    private static final long MARGIN_MICROS = Duration.ofSeconds(2).toNanos() / 1_000;
    private static final long FROM_THE_BEGINNING_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private long from = Long.MIN_VALUE;
    private long dueMeanwhile = Long.MAX_VALUE;
    private long began;

    Horizon(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /** Begins a look; gives from where on, in microseconds since 1970. */
    synchronized long begin() {
        long now = nanoTime.getAsLong();
        if (now - began >= FROM_THE_BEGINNING_NANOS) {
            began = now;
            from = Long.MIN_VALUE;
        }
        dueMeanwhile = Long.MAX_VALUE;
        return from;
    }

    /** Where a look would begin at present. */
    synchronized long from() {
        return from;
    }

    /** The look found all that was due at {@code now} before {@code end}, in microseconds since 1970. */
    synchronized void seen(long end, Instant now) {
        long recent = Rows.micros(now.minusNanos(MARGIN_MICROS * 1_000));
        from = Math.min(Math.min(end, recent), dueMeanwhile);
    }

    /** Something may have become due that is due since {@code at}. */
    synchronized void due(Instant at) {
        long micros = Rows.micros(at);
        from = Math.min(from, micros);
        dueMeanwhile = Math.min(dueMeanwhile, micros);
    }
}
