package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001999Z, 1",
        "1969-12-31T23:59:59.999999999Z, -1",
        "2026-11-26T12:00:00.123456Z, 1795694400123456",
        "9999-12-31T23:59:59.999999999Z, 253402300799999999",
        "0000-01-01T00:00:00.000000001Z, -62167219200000000",
        "+294247-01-10T04:00:54.775807Z, 9223372036854775807",
        "+294247-01-10T04:00:54.775808Z, 9223372036854775807",
        "-290308-12-21T19:59:05.224192Z, -9223372036854775808",
        "-290308-12-21T19:59:05.224191Z, -9223372036854775808",
    })
    void countsMicrosecondsDownwardsAndAsFarAsTheyGo(Instant instant, long micros) {
        assertThat(Rows.micros(instant)).isEqualTo(micros);
    }
}
