package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "-1,PT2S",
        "0,PT2S",
        "1,PT2S",
        "2,PT3S",
        "3,PT4.5S",
        "7,PT22.781S",
        "8,PT30S",
        "9,PT30S",
        "2147483647,PT30S"
    })
    void pausesGrowUpToTheLongest(int reading, Duration pause) {
        var schedule = new ReadSchedule(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), 20);

        assertThat(schedule.pauseAfter(reading)).isEqualTo(pause);
    }

    @Test
    void pausesMayStayTheSame() {
        var schedule = new ReadSchedule(Duration.ofMillis(1), 1, Duration.ofMillis(1), 1);

        assertThat(schedule.pauseAfter(1)).isEqualTo(Duration.ofMillis(1));
        assertThat(schedule.pauseAfter(1000)).isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,1,PT1S,1",
        "PT-1S,1,PT1S,1",
        "PT0.000999S,1,PT1S,1",
        "PT2S,1,PT1S,1",
        "PT1S,0.999,PT1S,1",
        "PT1S,NaN,PT1S,1",
        "PT1S,-1,PT1S,1",
        "PT1S,1,PT1S,0"
    })
    void refusesPausesThatAreNoneOrShrink(Duration first, double factor, Duration longest, int readings) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadSchedule(first, factor, longest, readings));
    }
}
