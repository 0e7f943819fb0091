package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRuleTest {
    private final HeaderRule rule = new HeaderRule("X-Sign", 8);

    @Test
    void letsThroughOneValueInAscii() {
        var headers = Samples.headers("x-sign", "a ~!=,.1");

        assertThat(rule.broken(headers)).isNull();
        assertThat(rule.value(headers)).isEqualTo("a ~!=,.1");
    }

    @Test
    void whiteSpaceAroundAValueIsNoPartOfIt() {
        var headers = Samples.headers("X-Sign", " \t12345678 ");

        assertThat(rule.broken(headers)).isNull();
        assertThat(rule.value(headers)).isEqualTo("12345678");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(rule.broken(Samples.headers()))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MISSING, "X-Sign is missing; did a proxy drop it, or is this not the vendor?"));
        assertThat(rule.broken(Samples.headers("X-Sign", " ")))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MISSING, "X-Sign is empty; did a proxy drop it, or is this not the vendor?"));
        assertThat(rule.broken(Samples.headers("X-Sign", "a", "x-SIGN", "a")))
                .isEqualTo(new Rejected(Reason.HEADER_REPEATED, "X-Sign came 2 times; it must come once"));
        assertThat(rule.broken(Samples.headers("X-Sign", "", "X-Sign", "")))
                .isEqualTo(new Rejected(Reason.HEADER_REPEATED, "X-Sign came 2 times; it must come once"));
        assertThat(rule.broken(Samples.headers("X-Sign", "123456789")))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Sign has 9 characters; at most 8 are read"));
    }

    @Test
    void nothingButWhiteSpaceIsEmpty() {
        assertThat(rule.broken(List.of("   ")))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MISSING, "X-Sign is empty; did a proxy drop it, or is this not the vendor?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\t", "\n", "\r", "\u001F", "\u007F", "\u0080", "é", "\uFEFF", "١", "😀"})
    void refusesWhatIsNotAscii(String character) {
        assertThat(rule.broken(Samples.headers("X-Sign", "ab" + character + "c")))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MALFORMED, "X-Sign holds a character that is not visible ASCII, at place 3"));
    }

    @Test
    void countsTheEndsOfVisibleAsciiBeforeTheOddCharacter() {
        assertThat(rule.broken(List.of(" ~é")))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MALFORMED, "X-Sign holds a character that is not visible ASCII, at place 3"));
    }

    @Test
    void takesVisibleAsciiAndNothingElse() {
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            boolean visible = character >= 0x20 && character <= 0x7e;
            Rejected broken = rule.broken(List.of("ab" + (char) character + "c"));
            assertThat(broken == null).as("character %d", character).isEqualTo(visible);
        }
    }
}
