package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final Window FIVE_MINUTES = new Window(Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "9,9",
        "007,7",
        "1731705121,1731705121",
        "0000000001731705121,1731705121",
        "9223372036854775807,9223372036854775807"
    })
    void readsDigits(String text, long seconds) {
        assertThat(Window.seconds("," + text + ",", 1, text.length() + 1)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+1",
                "-1",
                "1 ",
                " 1",
                "1_000",
                "1.0",
                "0x1",
                "1/2",
                "1:2",
                "9223372036854775808",
                "9999999999999999999",
                "00000000000000000001",
                "99999999999999999999",
                "١٧٣١٧٠٥١٢١",
                "１７３１７０５１２１",
                "17317\u00005121"
            })
    void readsNothingElse(String text) {
        assertThat(Window.seconds("," + text + ",", 1, text.length() + 1)).isEqualTo(Window.NOT_A_TIMESTAMP);
    }

    @ParameterizedTest
    @CsvSource({
        // tolerance, arrival, verdict; signed at 1000
        "PT5M,1300,",
        "PT5M,1301,TIMESTAMP_TOO_OLD",
        "PT5M,700,",
        "PT5M,699,TIMESTAMP_IN_FUTURE",
        "PT1S,1001,",
        "PT1S,1002,TIMESTAMP_TOO_OLD",
        "PT1S,999,",
        "PT1S,998,TIMESTAMP_IN_FUTURE",
        "PT24H,87400,",
        "PT24H,87401,TIMESTAMP_TOO_OLD",
        "PT1.999S,1001,",
        "PT1.999S,1002,TIMESTAMP_TOO_OLD"
    })
    void bothEdgesAreInside(Duration tolerance, long arrival, Reason reason) {
        Rejected verdict = new Window(tolerance).broken(1000, Instant.ofEpochSecond(arrival));

        assertThat(verdict == null ? null : verdict.reason()).isEqualTo(reason);
    }

    @Test
    void partsOfASecondDoNotCount() {
        assertThat(FIVE_MINUTES.broken(1000, Instant.ofEpochSecond(1300, 999_999_999)))
                .isNull();
        assertThat(FIVE_MINUTES.broken(1000, Instant.ofEpochSecond(700, 0))).isNull();
        assertThat(FIVE_MINUTES.broken(1000, Instant.ofEpochSecond(699, 999_999_999)))
                .isNotNull();
    }

    @Test
    void saysHowFarOff() {
        assertThat(FIVE_MINUTES.broken(1000, Instant.ofEpochSecond(2000)))
                .isEqualTo(
                        new Rejected(
                                Reason.TIMESTAMP_TOO_OLD,
                                "signed 1000 s before it arrived, 300 s are allowed; is this clock fast, or is this a recording?"));
        assertThat(FIVE_MINUTES.broken(2000, Instant.ofEpochSecond(1000)))
                .isEqualTo(new Rejected(
                        Reason.TIMESTAMP_IN_FUTURE,
                        "signed 1000 s after it arrived, 300 s are allowed; is this clock slow?"));
    }

    @Test
    void theFurthestTimestampIsInTheFuture() {
        assertThat(FIVE_MINUTES.broken(Long.MAX_VALUE, Instant.ofEpochSecond(0)).reason())
                .isEqualTo(Reason.TIMESTAMP_IN_FUTURE);
        assertThat(FIVE_MINUTES.broken(0, Instant.MAX).reason()).isEqualTo(Reason.TIMESTAMP_TOO_OLD);
    }

    @ParameterizedTest
    @CsvSource({
        "-1,9223372036854775807,9223372036854775808",
        "-9,9223372036854775807,9223372036854775816",
        "-31557014167219200,9223372036854775807,9254929051021995007",
        "-31557014167219200,0,31557014167219200"
    })
    void whatArrivesBeforeTheEpochIsMeasuredToo(long arrival, long seconds, String apart) {
        assertThat(FIVE_MINUTES.broken(seconds, Instant.ofEpochSecond(arrival)))
                .isEqualTo(new Rejected(
                        Reason.TIMESTAMP_IN_FUTURE,
                        "signed " + apart + " s after it arrived, 300 s are allowed; is this clock slow?"));
    }
}
