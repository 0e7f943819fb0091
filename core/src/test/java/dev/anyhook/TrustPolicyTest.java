package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
    private static final Secret NEW = Secret.of("canary-new");
    private static final Secret OLD = Secret.of("canary-old");
    private static final Duration FIVE = Duration.ofMinutes(5);

    @Test
    void hasThreeBeginnings() {
        assertThat(TrustPolicy.signedWith(NEW, OLD))
                .isEqualTo(new TrustPolicy(List.of(NEW, OLD), null, List.of(), false, FIVE, null));
        assertThat(TrustPolicy.urlToken(NEW, OLD))
                .isEqualTo(new TrustPolicy(List.of(), null, List.of(NEW, OLD), true, FIVE, null));
        assertThat(TrustPolicy.acceptingAnyoneUnsigned())
                .isEqualTo(new TrustPolicy(List.of(), null, List.of(), true, FIVE, null));
    }

    @Test
    void eachWordChangesOneThing() {
        assertThat(TrustPolicy.signedWith(NEW)
                        .andBearer(OLD)
                        .withTolerance(Duration.ofSeconds(9))
                        .withKeyEncoding(KeyEncoding.BASE64))
                .isEqualTo(new TrustPolicy(
                        List.of(NEW), OLD, List.of(), false, Duration.ofSeconds(9), KeyEncoding.BASE64));
        assertThat(TrustPolicy.urlToken(NEW).andBearer(OLD))
                .isEqualTo(new TrustPolicy(List.of(), OLD, List.of(NEW), true, FIVE, null));
    }

    @Test
    void refusesWhatCouldNeverBeBelievedOrAlways() {
        assertThatIllegalArgumentException().isThrownBy(TrustPolicy::signedWith);
        assertThatIllegalArgumentException().isThrownBy(TrustPolicy::urlToken);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustPolicy(List.of(), NEW, List.of(NEW), false, FIVE, null))
                .withMessageContaining("nothing could ever be believed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustPolicy(List.of(NEW), null, List.of(), true, FIVE, null))
                .withMessageContaining("cannot accept unsigned");
    }

    @Test
    void refusesTwoSecretsOfOneLabel() {
        Secret second = Secret.labelled("#1", "canary-second");
        Secret spring = Secret.labelled("spring", "canary-spring");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustPolicy.signedWith(NEW, spring, Secret.labelled("spring", "canary-other")))
                .withMessage(
                        "two secrets are called 'spring': nobody could tell whether the older one is still in use");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustPolicy.signedWith(NEW, second))
                .withMessageContaining("'#1'");
        TrustPolicy distinct = TrustPolicy.signedWith(spring, NEW);
        assertThat(distinct.secretLabel(0)).isEqualTo("spring");
        assertThat(distinct.secretLabel(1)).isEqualTo("#2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT1.5S", "PT24H"})
    void toleratesFromASecondToADay(Duration tolerance) {
        assertThat(TrustPolicy.signedWith(NEW).withTolerance(tolerance).tolerance())
                .isEqualTo(tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999999999S", "PT-1S", "PT-5M", "PT24H0.000000001S", "PT8760H"})
    void refusesAnyOtherTolerance(Duration tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustPolicy.signedWith(NEW).withTolerance(tolerance))
                .withMessage("tolerance must be between 1 second and 1 day: " + tolerance);
    }

    @Test
    void keepsItsOwnLists() {
        var secrets = new ArrayList<>(List.of(NEW));

        TrustPolicy trust = TrustPolicy.signedWith(secrets);
        secrets.clear();

        assertThat(trust.secrets()).containsExactly(NEW);
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TrustPolicy(null, null, List.of(), true, FIVE, null))
                .withMessage("secrets");
        assertThatNullPointerException()
                .isThrownBy(() -> new TrustPolicy(List.of(), null, null, true, FIVE, null))
                .withMessage("urlTokens");
        assertThatNullPointerException()
                .isThrownBy(() -> TrustPolicy.signedWith(NEW).withTolerance(null))
                .withMessage("tolerance");
        assertThatNullPointerException()
                .isThrownBy(() -> TrustPolicy.signedWith(NEW).andBearer(null))
                .withMessage("token");
    }

    @Test
    void printsNoSecret() {
        assertThat(TrustPolicy.signedWith(NEW, OLD)
                        .andBearer(Secret.of("canary-bearer"))
                        .toString())
                .doesNotContain("canary");
        assertThat(TrustPolicy.urlToken(NEW).toString()).doesNotContain("canary");
    }
}
