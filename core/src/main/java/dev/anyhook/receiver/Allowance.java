package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** How many lines one matter may take in a log: ten a second. What is beyond that is counted. */
final class Allowance {
    private static final int LINES = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Instant since = Instant.MIN;
    private int used;
    private long unlogged;

    /**
     * Takes a line: how many were not allowed since the last that was; empty when this is one more of them. A clock
     * that was set back counts as one that went on.
     */
    synchronized OptionalLong take(Instant now) {
        if (Duration.between(since, now).abs().compareTo(SECOND) >= 0) {
            since = now;
            used = 0;
        }
        if (used >= LINES) {
            unlogged++;
            return OptionalLong.empty();
        }
        used++;
        return OptionalLong.of(rest());
    }

    /** How many were not allowed since it was last asked. */
    synchronized long rest() {
        long count = unlogged;
        unlogged = 0;
        return count;
    }
}
