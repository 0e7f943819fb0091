package dev.anyhook.spi;

import java.time.Duration;

/**
 * When to ask again about a job that is still running.
 *
 * @param first the pause before the second reading
 * @param factor what each further pause is multiplied by, at least 1
 * @param longest no pause is longer
 * @param readings how many readings at most before a person should look
 */
public record ReadSchedule(Duration first, double factor, Duration longest, int readings) {
    public ReadSchedule {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || factor < 1 || readings < 1) {
            throw new IllegalArgumentException("pauses must be positive and not shrink, and there must be a reading");
        }
    }

    /** The pause after reading number {@code reading}, counted from 1. */
    public Duration pauseAfter(int reading) {
        double millis = first.toMillis() * Math.pow(factor, Math.max(0, reading - 1));
        return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
    }
}
