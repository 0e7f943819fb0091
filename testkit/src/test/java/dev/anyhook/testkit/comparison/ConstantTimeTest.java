package dev.anyhook.testkit.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.signing.BearerToken;
import dev.anyhook.signing.HmacScheme;
import dev.anyhook.signing.HmacSignature;
import dev.anyhook.signing.StandardWebhooksSignature;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.testkit.flawed.AcmeWebhooks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule bites where it should, and is silent where nothing is wrong. */
class ConstantTimeTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                Planted.Equals.class,
                Planted.TheOtherWayRound.class,
                Planted.ArraysEquals.class,
                Planted.InAnotherMethod.class,
                Planted.KeptInAField.class,
                Planted.LetterByLetter.class,
                Planted.InAList.class,
                Planted.AsAMethodReference.class,
                Planted.InALambda.class,
                Planted.FilledByAMac.class,
                Planted.FilledByADigest.class
            })
    void findsWhatIsPlanted(Class<?> planted) {
        assertThat(ConstantTime.violations(planted))
                .as("violations in %s", planted.getSimpleName())
                .anyMatch(violation -> violation.startsWith(planted.getName() + "."));
    }

    @Test
    void saysWhere() {
        List<String> violations = ConstantTime.violations(Planted.ArraysEquals.class);

        assertThat(violations)
                .filteredOn(violation -> violation.startsWith(Planted.ArraysEquals.class.getName() + "."))
                .singleElement()
                .asString()
                .matches(".*\\$ArraysEquals\\.same \\(line [1-9][0-9]*\\) calls Arrays\\.equals");
    }

    @Test
    void isSilentAboutSteadyComparison() {
        assertThat(ConstantTime.violations(Planted.Steady.class))
                .noneMatch(violation -> violation.startsWith(Planted.Steady.class.getName()));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BearerToken.class,
                HmacScheme.class,
                HmacSignature.class,
                StandardWebhooksSignature.class,
                TimestampedSignature.class,
                UrlToken.class,
                AcmeWebhooks.class
            })
    void findsNothingInSoundCode(Class<?> sound) {
        assertThat(ConstantTime.violations(sound)).isEmpty();
    }
}
