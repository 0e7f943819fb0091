package dev.anyhook.benchmarks.http;

import java.time.Duration;

/**
 * How thoroughly to measure.
 *
 * @param name what the report calls it
 * @param rounds how often every contender is started and measured
 * @param warmUp how long it is under load at least before anything is measured
 * @param longestWarmUp how long it is at most while its compilers are still busy
 * @param atFixedRate how long it is measured at a fixed rate
 * @param atFullSpeed how long it is measured with as many deliveries as it answers
 * @param withOneCaller how long it is measured with one connection
 */
record Mode(
        String name,
        int rounds,
        Duration warmUp,
        Duration longestWarmUp,
        Duration atFixedRate,
        Duration atFullSpeed,
        Duration withOneCaller) {
    /** Some nine minutes; good enough to see that something has become much slower. */
    static final Mode QUICK = new Mode(
            "quick",
            2,
            Duration.ofSeconds(6),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1));

    /** Some eighty minutes; what may be quoted. */
    static final Mode FULL = new Mode(
            "full",
            3,
            Duration.ofSeconds(12),
            Duration.ofSeconds(48),
            Duration.ofSeconds(8),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));

    /** Everybody once, and briefly: whether all start and answer rightly. The figures mean nothing. */
    static final Mode TRIAL = new Mode(
            "trial",
            1,
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    /** How long it may be under load altogether. */
    Duration longest() {
        return longestWarmUp.plus(atFixedRate).plus(atFullSpeed).plus(withOneCaller);
    }

    static Mode named(String name) {
        return switch (name) {
            case "quick" -> QUICK;
            case "full" -> FULL;
            case "trial" -> TRIAL;
            default -> throw new IllegalArgumentException("quick, full or trial, not " + name);
        };
    }
}
