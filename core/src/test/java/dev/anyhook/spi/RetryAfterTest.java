package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final String NOW = "Thu, 02 Jul 2026 10:00:00 GMT";

    @ParameterizedTest
    @CsvSource({"0,PT0S", "1,PT1S", "120,PT2M", "999999999,PT277777H46M39S", "007,PT7S"})
    void readsSeconds(String text, Duration wait) {
        assertThat(RetryAfter.of(headers(Map.of("retry-after", List.of(text))))).contains(wait);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thu, 02 Jul 2026 10:00:00 GMT | PT0S",
                "Thu, 02 Jul 2026 10:01:30 GMT | PT1M30S",
                "Thu, 2 Jul 2026 10:00:01 GMT | PT1S"
            })
    void readsADateAgainstTheAnswersOwn(String text, Duration wait) {
        assertThat(RetryAfter.of(headers(Map.of("Retry-After", List.of(text), "Date", List.of(NOW)))))
                .contains(wait);
    }

    @Test
    void readsADateAgainstThisClockIfTheAnswerHasNone() {
        var headers = headers(Map.of("Retry-After", List.of("Fri, 31 Dec 9999 23:59:59 GMT")));

        assertThat(RetryAfter.of(headers))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(36_500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.5",
                "1234567890",
                "soon",
                "١",
                "Thu, 02 Jul 2026 09:59:59 GMT",
                "Fri, 02 Jul 2026 10:00:01 GMT",
                "2026-07-02T10:00:01Z"
            })
    void whatIsNeitherOrIsOverSaysNothing(String text) {
        assertThat(RetryAfter.of(headers(Map.of("Retry-After", List.of(text), "Date", List.of(NOW)))))
                .isEmpty();
    }

    @Test
    void noneSaysNothing() {
        assertThat(RetryAfter.of(headers(Map.of()))).isEmpty();
    }

    private static HttpHeaders headers(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
