package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant START = Instant.parse("2026-01-28T12:34:56Z");

    private final MovableClock clock = MovableClock.startingAt(START);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(START);

        clock.advance(Duration.ofSeconds(301));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(301));
    }

    @Test
    void goesWhereItIsSet() {
        clock.set(Instant.EPOCH);
        clock.advance(Duration.ofSeconds(-1));

        assertThat(clock).hasToString("MovableClock[1969-12-31T23:59:59Z]");
    }
}
