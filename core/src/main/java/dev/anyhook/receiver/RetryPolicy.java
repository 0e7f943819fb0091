package dev.anyhook.receiver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a handler that threw is called again.
 *
 * @param attempts how many calls at most, the first included
 * @param first the pause after the first failure, before jitter
 * @param factor what each further pause is multiplied by, at least 1
 * @param longest no pause is longer; a year at most
 */
public record RetryPolicy(int attempts, Duration first, double factor, Duration longest) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Ten calls over ten to twenty hours: the first pause is 5 s, each further one four times as long, six hours at
     * most.
     */
    public static final RetryPolicy STANDARD = new RetryPolicy(10, Duration.ofSeconds(5), 4, Duration.ofHours(6));

    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0 || !(factor >= 1)) {
            throw new IllegalArgumentException("there must be an attempt, and pauses must not shrink or be negative");
        }
        if (longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no pause may be longer than " + LONGEST.toDays() + " days: " + longest);
        }
    }

    /** The pause after failure number {@code attempt}, between half of its length and all of it. */
    Duration pauseAfter(int attempt, RandomGenerator random) {
        double millis = Math.min(first.toMillis() * Math.pow(factor, attempt - 1), (double) longest.toMillis());
        return Duration.ofMillis((long) (millis * (0.5 + random.nextDouble() / 2)));
    }
}
