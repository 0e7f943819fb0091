package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What came from outside cannot forge a line, hide text or fill a disk. */
class LogTextTest {
    @Test
    void leavesPlainTextAlone() {
        assertThat(LogText.of("job_1 'é' 漢 😀")).isEqualTo("job_1 'é' 漢 😀");
    }

    @Test
    void blanksWhatIsNotPlain() {
        assertThat(LogText.of("a\nb\rc\td\u0000e\u001Bf\u0085g\u2028h\u202Ei\u200Bj\uD800k"))
                .isEqualTo("a b c d e f g h i j k");
    }

    @Test
    void shortensWhatIsLong() {
        assertThat(LogText.of("x".repeat(8_192))).isEqualTo("x".repeat(120) + "...");
        assertThat(LogText.of("x".repeat(120))).isEqualTo("x".repeat(120));
        assertThat(LogText.of("xx", 1)).isEqualTo("x...");
    }

    @Test
    void doesNotLeaveHalfACharacterWhereItCuts() {
        assertThat(LogText.of("x😀", 2)).isEqualTo("x ...");
    }
}
