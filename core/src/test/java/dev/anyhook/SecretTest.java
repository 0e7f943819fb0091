package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void refusesNothing(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(value))
                .withMessage("a secret is missing or blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.labelled("newest", value))
                .withMessage("the secret 'newest' is missing or blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {" canary", "canary ", "canary\n", "\r\ncanary", "\tcanary", "canary\u2003"})
    void refusesWhiteSpaceAroundWithoutQuotingTheSecret(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(value))
                .withMessage("a secret begins or ends with white space; was a line end copied with it?");
    }

    @Test
    void keepsTheTextAsItIs() {
        assertThat(Secret.of("a b é").reveal()).isEqualTo("a b é");
        assertThat(Secret.of("é").toByteArray()).containsExactly(0xC3, 0xA9);
    }

    @Test
    void handsOutCopies() {
        Secret secret = Secret.of("abc");

        secret.toByteArray()[0] = 'x';

        assertThat(secret.reveal()).isEqualTo("abc");
    }

    @Test
    void matchesItsOwnTextOnly() {
        Secret secret = Secret.of("secret");

        assertThat(secret.matches("secret")).isTrue();
        for (String other : new String[] {"", "s", "secre", "secret ", "secrett", "Secret", "secreT"}) {
            assertThat(secret.matches(other)).as(other).isFalse();
        }
    }

    @Test
    void equalsByTextWhateverTheLabel() {
        assertThat(Secret.of("a")).isEqualTo(Secret.labelled("x", "a")).hasSameHashCodeAs(Secret.of("b"));
        assertThat(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .isNotEqualTo("a")
                .isNotEqualTo(null);
    }

    @Test
    void hasALabelIfItWasGivenOne() {
        assertThat(Secret.of("a").label()).isEmpty();
        assertThat(Secret.labelled("newest", "a").label()).contains("newest");
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.labelled(" ", "a"));
        assertThatNullPointerException()
                .isThrownBy(() -> Secret.labelled(null, "a"))
                .withMessage("label");
    }

    @Test
    void neverPrints() {
        assertThat(Secret.of("canary")).hasToString("[redacted]");
        assertThat(Secret.labelled("newest", "canary")).hasToString("[redacted]");
    }
}
