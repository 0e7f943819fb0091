package dev.anyhook.spi;

import java.time.Duration;

/**
 * When to ask again about a job that is still running.
 *
 * @param first the pause before the second reading, at least 1 ms
 * @param factor what each further pause is multiplied by, at least 1
 * @param longest no pause is longer
 * @param readings how many readings at most before a person should look
 */
public record ReadSchedule(Duration first, double factor, Duration longest, int readings) {
    public ReadSchedule {
        boolean grows = factor >= 1 && longest.compareTo(first) >= 0;
        if (first.compareTo(Duration.ofMillis(1)) < 0 || !grows || readings < 1) {
            throw new IllegalArgumentException(
                    "pauses must be at least 1 ms and not shrink, and there must be a reading");
        }
    }

    /** The pause after reading number {@code reading}, counted from 1. */
    public Duration pauseAfter(int reading) {
        double millis = first.toMillis() * Math.pow(factor, Math.max(0, reading - 1));
        return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
    }
}
