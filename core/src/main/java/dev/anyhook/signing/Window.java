package dev.anyhook.signing;

import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a signed timestamp may lie from the arrival of a delivery, either way, inclusive, in whole seconds. */
final class Window {
    /** What {@link #seconds} gives for a text that is no timestamp. */
    static final long NOT_A_TIMESTAMP = -1;

    private static final int MAX_DIGITS = 19;

    private final long tolerance;

    Window(Duration tolerance) {
        this.tolerance = tolerance.toSeconds();
    }

    /** The seconds that {@code text} between {@code from} and {@code to} says: digits only, no sign, 19 at most. */
    static long seconds(String text, int from, int to) {
        if (to <= from || to - from > MAX_DIGITS) {
            return NOT_A_TIMESTAMP;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_TIMESTAMP;
            }
            value = value * 10 + digit;
        }
        // 19 digits overflow once at most, and the sum is then negative.
        return value < 0 ? NOT_A_TIMESTAMP : value;
    }

    /** Why a delivery signed at {@code seconds} is not fresh at {@code arrival}; null when it is. */
    @Nullable
    Rejected broken(long seconds, Instant arrival) {
        long arrived = arrival.getEpochSecond();
        if (arrived - tolerance > seconds) {
            return new Rejected(
                    Reason.TIMESTAMP_TOO_OLD,
                    "signed " + (arrived - seconds) + " s before it arrived, " + tolerance
                            + " s are allowed; is this clock fast, or is this a recording?");
        }
        if (seconds - tolerance > arrived) {
            // Before 1970 the difference may exceed what a long holds, though never without its sign.
            return new Rejected(
                    Reason.TIMESTAMP_IN_FUTURE,
                    "signed " + Long.toUnsignedString(seconds - arrived) + " s after it arrived, " + tolerance
                            + " s are allowed; is this clock slow?");
        }
        return null;
    }
}
