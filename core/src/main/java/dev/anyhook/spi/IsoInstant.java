package dev.anyhook.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * ISO 8601 instants, exactly as {@link OffsetDateTime} reads them. The one form that nearly every vendor writes,
 * {@code 2026-01-28T12:34:56Z} with or without a fraction, is read without a formatter.
 */
final class IsoInstant {
    private static final String USUAL = "0000-00-00T00:00:00";
    private static final int FRACTION = USUAL.length() + 1;
    private static final int NANO_DIGITS = 9;

    private IsoInstant() {}

    /**
     * The instant that {@code text} says.
     *
     * @throws DateTimeException if it says none
     */
    static Instant parse(String text) {
        return isUsual(text) ? usual(text) : OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isUsual(String text) {
        int last = text.length() - 1;
        if (last < USUAL.length() || last > FRACTION + NANO_DIGITS || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            boolean digit = USUAL.charAt(i) == '0';
            if (digit ? !isDigit(text, i) : text.charAt(i) != USUAL.charAt(i)) {
                return false;
            }
        }
        return last == USUAL.length() || isFraction(text, last);
    }

    private static boolean isFraction(String text, int last) {
        for (int i = FRACTION; i < last; i++) {
            if (!isDigit(text, i)) {
                return false;
            }
        }
        return last > FRACTION && text.charAt(USUAL.length()) == '.';
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static Instant usual(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text))
                .toInstant(ZoneOffset.UTC);
    }

    private static int nanos(String text) {
        int last = text.length() - 1;
        int nanos = last > FRACTION ? number(text, FRACTION, last) : 0;
        for (int digits = last - FRACTION; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
