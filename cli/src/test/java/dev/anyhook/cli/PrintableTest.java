package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void leavesTextAlone() {
        assertThat(Printable.of("Grüße 你好 🎨")).isEqualTo("Grüße 你好 🎨");
    }

    @Test
    void writesOutWhatATerminalMightObey() {
        assertThat(Printable.of("a\u001B[2Jb\r\nc\u009Bd\u202Ee\u2028f\uD800"))
                .isEqualTo("a\\u{1b}[2Jb\\u{d}\\u{a}c\\u{9b}d\\u{202e}e\\u{2028}f\\u{d800}");
    }

    @Test
    void cutsWhatIsVeryLong() {
        assertThat(Printable.of("x".repeat(5_000))).hasSize(1_003).endsWith("x...");
    }
}
