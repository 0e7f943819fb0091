package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestsTest {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Rests rests = new Rests();

    @Test
    void areOfOneEndpointAndEnd() {
        assertThat(rests.begin("a", NOON, FIRST, Duration.ZERO)).isEqualTo(NOON.plusSeconds(5));

        assertThat(rests.of("a", NOON.plusSeconds(4))).hasValue(NOON.plusSeconds(5));
        assertThat(rests.of("a", NOON.plusSeconds(5))).isEmpty();
        assertThat(rests.of("b", NOON)).isEmpty();
    }

    @Test
    void growWithEachFailureInARowAndBeginAnewAfterASuccess() {
        Instant first = rests.begin("a", NOON, FIRST, Duration.ZERO);
        Instant second = rests.begin("a", first, FIRST, Duration.ZERO);
        assertThat(Duration.between(first, second)).isEqualTo(Duration.ofSeconds(10));

        rests.end("a", second);
        assertThat(rests.begin("a", second, FIRST, Duration.ZERO)).isEqualTo(second.plusSeconds(5));
    }

    /** It was asked before the other one, and has come to its end only now. */
    @Test
    void areNotShortenedByAReadingThatSucceeds() {
        Instant end = rests.begin("a", NOON, FIRST, Duration.ofMinutes(10));

        rests.end("a", NOON.plusSeconds(1));

        assertThat(rests.of("a", NOON.plusSeconds(2))).hasValue(end);
    }

    @Test
    void areNotAsLongAsAPatientReadersPauses() {
        assertThat(rests.begin("a", NOON, Duration.ofHours(1), Duration.ZERO)).isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void growNoLongerThanFiveMinutesUnlessTheVendorAsksForMore() {
        Instant now = NOON;
        for (int failure = 0; failure < 20; failure++) {
            now = rests.begin("a", now, FIRST, Duration.ZERO);
        }
        assertThat(rests.begin("a", now, FIRST, Duration.ZERO)).isEqualTo(now.plusSeconds(300));
        assertThat(rests.begin("b", NOON, FIRST, Duration.ofHours(2))).isEqualTo(NOON.plusSeconds(7_200));
        assertThat(rests.begin("c", NOON, FIRST, Duration.ofDays(9))).isEqualTo(NOON.plusSeconds(86_400));
    }

    @Test
    void doNotGrowByReadingsThatFailTogether() {
        Instant end = rests.begin("a", NOON, FIRST, Duration.ZERO);

        assertThat(rests.begin("a", NOON, FIRST, Duration.ZERO)).isEqualTo(end);
        assertThat(rests.begin("a", NOON.plusSeconds(1), FIRST, Duration.ofSeconds(60)))
                .as("what one of them is told counts for all")
                .isEqualTo(NOON.plusSeconds(61));
        assertThat(rests.begin("a", NOON.plusSeconds(61), FIRST, Duration.ZERO)).isEqualTo(NOON.plusSeconds(71));
    }

    @Test
    void haveNothingToDoWithAFailureOfLongAgo() {
        rests.begin("a", NOON, FIRST, Duration.ZERO);

        assertThat(rests.begin("a", NOON.plusSeconds(3_600), FIRST, Duration.ZERO))
                .isEqualTo(NOON.plusSeconds(3_605));
    }

    @Test
    void areNotForEverWhenTheClockWasAheadOfTime() {
        Instant ahead = NOON.plus(Duration.ofHours(12));
        rests.begin("a", ahead, FIRST, Duration.ZERO);

        assertThat(rests.of("a", NOON)).isEmpty();
        assertThat(rests.begin("a", NOON, FIRST, Duration.ZERO)).isEqualTo(NOON.plusSeconds(5));
    }
}
