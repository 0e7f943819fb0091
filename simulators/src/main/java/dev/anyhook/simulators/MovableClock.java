package dev.anyhook.simulators;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move; safe for any number of threads. */
public final class MovableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    private MovableClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** A clock that says {@code start} until it is moved. */
    public static MovableClock startingAt(Instant start) {
        return new MovableClock(Objects.requireNonNull(start, "start"));
    }

    /** Moves the clock by {@code step}, backwards when it is negative. */
    public void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }

    /** Moves the clock to {@code instant}, whatever it said before. */
    public void set(Instant instant) {
        now.set(Objects.requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public String toString() {
        return "MovableClock[" + instant() + "]";
    }
}
