package dev.anyhook.signing;

import dev.anyhook.VerificationResult.Rejected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the signed timestamp stands: the item of a header's list that begins with a mark, which must be there once; or,
 * with neither separator nor mark, the whole header.
 *
 * @param header the header that holds it
 * @param separator what parts the items
 * @param mark what the item begins with
 * @param millis whether it counts milliseconds and not seconds
 */
record SignedTimestamp(HeaderRule header, char separator, String mark, boolean millis) {
    private static final int MILLIS = 1000;

    /** Whether it is an item among signatures, and not a header of its own. */
    boolean isItem() {
        return !mark.isEmpty();
    }

    /** Where the digits begin in {@code value}; -1 if there is no such item. */
    int from(String value) {
        return from(value, 0);
    }

    private int from(String value, int first) {
        int item = first;
        while (!value.startsWith(mark, item)) {
            int next = value.indexOf(separator, item);
            if (next < 0) {
                return -1;
            }
            item = next + 1;
        }
        return item + mark.length();
    }

    /** Where the item that begins at {@code from} ends. */
    int to(String value, int from) {
        int end = value.indexOf(separator, from);
        return end < 0 ? value.length() : end;
    }

    /** What is wrong with the item between {@code from} and {@code to}; null when it is one, digits, and in time. */
    @Nullable
    Rejected broken(String value, int from, int to, Window window, Instant arrival) {
        if (from < 0) {
            return header.malformed("holds no " + mark);
        }
        if (to < value.length() && from(value, to + 1) >= 0) {
            return header.malformed("holds more than one " + mark);
        }
        long count = Window.seconds(value, from, to);
        if (count == Window.NOT_A_TIMESTAMP) {
            String what = isItem() ? "holds a " + mark + " that is not" : "is not";
            return header.malformed(what + " a count of " + (millis ? "milliseconds" : "seconds") + " in digits");
        }
        return window.broken(millis ? count / MILLIS : count, arrival);
    }

    /** The instant that is said between {@code from} and {@code to}, once {@link #broken} has found nothing. */
    Instant instant(String value, int from, int to) {
        long count = Window.seconds(value, from, to);
        return millis ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count);
    }
}
