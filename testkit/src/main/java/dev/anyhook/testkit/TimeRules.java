package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T: a signed timestamp lies near the arrival, by the delivery's own clock. */
abstract class TimeRules {
    private final Subject subject;

    TimeRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(
            value = "T1",
            look = "both sides of the window, TrustPolicy.tolerance(), and that the clock is delivery.receivedAt()")
    @DisplayName("believes a delivery for exactly the tolerance of the policy either way, and not a second longer")
    void keepsTheWindow() {
        subject.assume(Capability.REPLAY_WINDOW, true);
        for (Duration tolerance : List.of(subject.trust().tolerance(), Duration.ofSeconds(60), Duration.ofSeconds(1))) {
            TrustPolicy trust = subject.trust().withTolerance(tolerance);
            long last = lastBelieved(trust, 1);
            long first = lastBelieved(trust, -1);

            assertThat(last - first)
                    .as("width of a window of %s either way", tolerance)
                    .isEqualTo(2 * tolerance.toSeconds());
            assertThat(Math.abs(last - tolerance.toSeconds()))
                    .as("seconds between the genuine delivery and the middle of the window")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    @Rule(value = "T2", look = "which side is which: older than the arrival, or later")
    @DisplayName("says whether a delivery comes too late or from the future")
    void saysWhichEdge() {
        subject.assume(Capability.REPLAY_WINDOW, true);
        Duration beyond = subject.trust().tolerance().plusSeconds(2);

        assertThat(reason(subject.after(beyond))).isEqualTo(Reason.TIMESTAMP_TOO_OLD);
        assertThat(reason(subject.after(beyond.negated()))).isEqualTo(Reason.TIMESTAMP_IN_FUTURE);
        assertThat(reason(subject.after(Duration.ofDays(20_000)))).isEqualTo(Reason.TIMESTAMP_TOO_OLD);
        assertThat(reason(subject.after(Duration.ofDays(-20_000)))).isEqualTo(Reason.TIMESTAMP_IN_FUTURE);
    }

    @Test
    @Rule(value = "T3", look = "the signed text must hold the timestamp as it came, not the number parsed from it")
    @DisplayName("refuses the same timestamp in other numerals")
    void takesTheTimestampAsItCame() {
        subject.assume(Capability.REPLAY_WINDOW, true);
        for (String name : subject.neededHeaders()) {
            for (String form : Texts.otherNumerals(subject.value(name))) {
                assertThat(subject.believed(DeliveryMutations.with(subject.genuine(), name, form)))
                        .as("believes %s with another numeral, in %d characters", name, form.length())
                        .isFalse();
            }
        }
    }

    @Test
    @Rule(value = "T4", look = "the capabilities: does the vendor sign a timestamp after all?")
    @DisplayName("does not care when a delivery arrives, if the vendor signs no timestamp")
    void hasNoWindow() {
        subject.assume(Capability.REPLAY_WINDOW, false);

        for (Instant arrival : List.of(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"))) {
            assertThat(subject.verdict(subject.genuine().withReceivedAt(arrival)))
                    .isEqualTo(subject.verdict(subject.genuine()));
        }
    }

    private long lastBelieved(TrustPolicy trust, int direction) {
        long offset = 0;
        long limit = 2 * trust.tolerance().toSeconds() + 4;
        while (Math.abs(offset) <= limit && believed(trust, offset + direction)) {
            offset += direction;
        }
        return offset;
    }

    private boolean believed(TrustPolicy trust, long seconds) {
        return !(subject.verdict(subject.after(Duration.ofSeconds(seconds)), trust) instanceof Rejected);
    }

    private Reason reason(RawDelivery delivery) {
        return subject.verdict(delivery).fold(verified -> fail(), unsigned -> fail(), Rejected::reason);
    }

    private static Reason fail() {
        throw new AssertionError("the delivery was believed");
    }
}
