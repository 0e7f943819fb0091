package dev.anyhook.inbox.jdbc;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list of entries, however long, in pieces: a statement that stayed open while somebody looks would keep SQLite's
 * log, and what PostgreSQL has to vacuum, for as long as he does.
 */
final class Listing {
    /** How many entries wait in memory while one is looked at; a payload may have a megabyte or more. */
    private static final int WHOLE_AT_ONCE = 16;

    private static final int AT_ONCE = 200;

    private final int limit;
    private final int atOnce;

    Listing(InboxQuery query) {
        this.limit = query.limit() == 0 ? Integer.MAX_VALUE : query.limit();
        this.atOnce = query.payloads() ? WHOLE_AT_ONCE : AT_ONCE;
    }

    /** Gives what {@code pieces} have to {@code each}. */
    void read(Pieces pieces, Consumer<InboxRecord> each) {
        Long end = null;
        int left = limit;
        int most;
        List<InboxRecord> piece;
        do {
            most = Math.min(left, atOnce);
            piece = pieces.newest(end, most);
            for (InboxRecord entry : piece) {
                each.accept(entry);
                end = entry.number();
            }
            left -= piece.size();
        } while (piece.size() == most && left > 0);
    }

    /** Reads the newest entries, {@code most} at most, of those with numbers below {@code end}, unless that is null. */
    @FunctionalInterface
    interface Pieces {
        List<InboxRecord> newest(@Nullable Long end, int most);
    }
}
