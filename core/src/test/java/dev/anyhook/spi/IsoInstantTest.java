package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {
    private static final String ALPHABET = "0123456789-:.,TtZz+ \u0663";

    @ParameterizedTest
    @CsvSource({
        "2026-01-28T12:34:56Z,              2026-01-28T12:34:56Z",
        "2026-01-28T12:34:56.7Z,            2026-01-28T12:34:56.7Z",
        "2026-01-28T12:34:56.789012345Z,    2026-01-28T12:34:56.789012345Z",
        "2026-01-28T12:34:56.000000001Z,    2026-01-28T12:34:56.000000001Z",
        "2024-02-29T23:59:59Z,              2024-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z,              0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z,    9999-12-31T23:59:59.999999999Z",
        "2026-01-28T14:34:56+02:00,         2026-01-28T12:34:56Z",
        "2026-01-28T12:34Z,                 2026-01-28T12:34:00Z",
        "2026-01-28t12:34:56z,              2026-01-28T12:34:56Z",
    })
    void readsWhatIsAnInstant(String text, Instant expected) {
        assertThat(IsoInstant.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-01-28",
                "2026-01-28T12:34:56",
                "2026-02-29T12:34:56Z",
                "2026-04-31T12:34:56Z",
                "2026-13-01T12:34:56Z",
                "2026-00-01T12:34:56Z",
                "2026-01-28T24:00:00Z",
                "2026-01-28T12:60:00Z",
                "2026-01-28T12:34:60Z",
                "2026-01-28T12:34:56.0123456789Z",
                "2026-01-28T12:34:56,5Z",
                "2026-01-28 12:34:56Z",
                "+026-01-28T12:34:56Z",
                "2026-01-28T12:34:5\u0666Z",
            })
    void refusesWhatIsNone(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> IsoInstant.parse(text));
    }

    @Test
    void agreesWithTheJdkOnWhateverComes() {
        var random = new Random(20_261_101);
        int instants = 0;
        for (int i = 0; i < 40_000; i++) {
            String text = mutated("2026-01-28T12:34:56.789Z", random);
            Instant expected = ofTheJdk(text);
            assertThat(ours(text)).as(text).isEqualTo(expected);
            instants += expected == null ? 0 : 1;
        }
        assertThat(instants).isBetween(4_000, 36_000);
    }

    private static String mutated(String genuine, Random random) {
        var text = new StringBuilder(genuine);
        for (int change = random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, any(random));
                default -> text.setCharAt(at, any(random));
            }
        }
        return text.toString();
    }

    private static char any(Random random) {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    private static @Nullable Instant ours(String text) {
        try {
            return IsoInstant.parse(text);
        } catch (DateTimeException notAnInstant) {
            return null;
        }
    }

    private static @Nullable Instant ofTheJdk(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notAnInstant) {
            return null;
        }
    }
}
