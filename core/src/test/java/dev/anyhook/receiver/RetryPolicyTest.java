package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Pauses grow, stay within their bounds, and never overflow. */
class RetryPolicyTest {
    /** Every pause at its full length. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1L;
        }
    };
    /** Every pause at half of its length. */
    private static final RandomGenerator SHORTEST = () -> 0L;

    @Test
    void growFromTheFirstToTheLongest() {
        var policy = new RetryPolicy(10, Duration.ofSeconds(1), 3, Duration.ofSeconds(20));

        assertThat(policy.pauseAfter(1, SHORTEST)).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.pauseAfter(2, SHORTEST)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(policy.pauseAfter(3, SHORTEST)).isEqualTo(Duration.ofMillis(4_500));
        assertThat(policy.pauseAfter(4, SHORTEST)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.pauseAfter(1, LONGEST)).isBetween(Duration.ofMillis(999), Duration.ofSeconds(1));
    }

    @Test
    void spreadBetweenHalfAndAll() {
        var policy = new RetryPolicy(10, Duration.ofSeconds(10), 1, Duration.ofSeconds(10));
        var random = new Random(7);

        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.pauseAfter(1, random)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        }
    }

    @Test
    void neverOverflow() {
        var steep = new RetryPolicy(Integer.MAX_VALUE, Duration.ofDays(1), 1e300, Duration.ofDays(365));
        assertThat(steep.pauseAfter(Integer.MAX_VALUE, LONGEST)).isBetween(Duration.ofDays(364), Duration.ofDays(365));

        var endless = new RetryPolicy(3, Duration.ofSeconds(1), Double.POSITIVE_INFINITY, Duration.ofSeconds(2));
        assertThat(endless.pauseAfter(2, LONGEST)).isBetween(Duration.ofMillis(1_999), Duration.ofSeconds(2));

        var none = new RetryPolicy(3, Duration.ZERO, 4, Duration.ZERO);
        assertThat(none.pauseAfter(100_000, LONGEST)).isZero();
    }

    @Test
    void coverAboutADayByDefault() {
        Duration all = Duration.ZERO;
        for (int attempt = 1; attempt < RetryPolicy.STANDARD.attempts(); attempt++) {
            all = all.plus(RetryPolicy.STANDARD.pauseAfter(attempt, LONGEST));
        }

        assertThat(all).isBetween(Duration.ofHours(18), Duration.ofHours(30));
    }

    @Test
    void refuseWhatMakesNoSense() {
        refused(0, Duration.ZERO, 1, Duration.ZERO);
        refused(1, Duration.ofSeconds(-1), 1, Duration.ZERO);
        refused(1, Duration.ofSeconds(2), 1, Duration.ofSeconds(1));
        refused(1, Duration.ZERO, 0.99, Duration.ZERO);
        refused(1, Duration.ZERO, Double.NaN, Duration.ZERO);
        refused(1, Duration.ZERO, 1, Duration.ofDays(366));
        refused(1, Duration.ZERO, 1, Duration.ofSeconds(Long.MAX_VALUE));
    }

    private static void refused(int attempts, Duration first, double factor, Duration longest) {
        assertThatThrownBy(() -> new RetryPolicy(attempts, first, factor, longest))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
