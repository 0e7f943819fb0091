package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a text is cut, besides what VendorWordsTest shows from outside. */
class RedactionTest {
    private static final String FACE = "\uD83D\uDE00";

    @Test
    void aCutLeavesNoHalfOfACharacter() {
        String words = "x".repeat(299) + FACE;

        assertThat(new Redaction().clean(words)).isEqualTo("x".repeat(299) + " ...");
    }

    @Test
    void aCharacterThatFitsStaysWhole() {
        String words = "x".repeat(298) + FACE;

        assertThat(new Redaction().clean(words)).isEqualTo(words);
        assertThat(new Redaction().clean(words + "y")).isEqualTo(words + "...");
    }
}
