package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.testkit.comparison.ConstantTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K: what only the code itself can show. */
abstract class ComparisonRules {
    private final Subject subject;

    ComparisonRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(
            value = "K1",
            look = "MessageDigest.isEqual, Secret.matches, or the schemes of dev.anyhook.signing, for whatever is"
                    + " secret")
    @DisplayName("no code of the provider's packages compares a MAC or a secret so that time tells where they differ")
    void takesConstantTime() {
        assertThat(ConstantTime.violations(subject.provider().getClass())).isEmpty();
    }
}
