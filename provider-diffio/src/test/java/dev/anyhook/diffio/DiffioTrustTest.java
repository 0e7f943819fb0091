package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it takes to believe Diffio, and what is refused before any delivery. */
class DiffioTrustTest {
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Secret.of(Fixture.SECRET));
    private static final RawDelivery GENUINE = Fixture.signed(Fixture.COMPLETED);
    private static final String SIGNATURE = Fixture.signatureOf(GENUINE);

    @Test
    void saysWhichOfSeveralSecretsMatched() {
        var trust = TrustPolicy.signedWith(
                Secret.labelled("new", Fixture.OTHER_SECRET), Secret.labelled("old", Fixture.SECRET));

        assertThat(new DiffioWebhooks().verify(GENUINE, trust))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.secretLabel()).isEqualTo("old"));
    }

    @Test
    void refusesWhatAnotherSecretSigned() {
        var trust = TrustPolicy.signedWith(Secret.of(Fixture.OTHER_SECRET));
        VerificationResult verdict = new DiffioWebhooks().verify(GENUINE, trust);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
        assertThat(verdict.toString())
                .doesNotContain(SIGNATURE.substring(3), Fixture.OTHER_SECRET.substring(6), "gen_123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_%%%%", "whsec_ab-_cdef", "whsec_abcde", "whsec_abcd\nefgh", "not base64"})
    void refusesUnusableSecretsWhenTheEndpointIsBuilt(String unusable) {
        var trust = TrustPolicy.signedWith(Secret.of(Fixture.SECRET), Secret.labelled("rotated", unusable));

        assertThatThrownBy(() -> new DiffioWebhooks().verifier(trust))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rotated")
                .hasNoCause()
                .satisfies(thrown -> {
                    String rest = unusable.replaceFirst("^whsec_", "");
                    assertThat(rest.isEmpty() || !thrown.getMessage().contains(rest))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void refusesEmptySecrets(String empty) {
        assertThatThrownBy(() -> TrustPolicy.signedWith(Secret.of(empty))).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> hopelessPolicies() {
        Secret token = Secret.of("token-of-ours");
        return Stream.of(
                Arguments.of(TrustPolicy.acceptingAnyoneUnsigned(), "unsigned"),
                Arguments.of(TrustPolicy.urlToken(token), "URL token"),
                Arguments.of(
                        new TrustPolicy(TRUST.secrets(), null, List.of(token), false, TRUST.tolerance(), null),
                        "URL token"),
                Arguments.of(TRUST.andBearer(token), "bearer"),
                Arguments.of(TRUST.withKeyEncoding(KeyEncoding.RAW), "RAW"),
                Arguments.of(TRUST.withKeyEncoding(KeyEncoding.STRIP_PREFIX), "STRIP_PREFIX"));
    }

    @ParameterizedTest
    @MethodSource("hopelessPolicies")
    void refusesPoliciesThatCouldNeverHold(TrustPolicy hopeless, String why) {
        assertThatThrownBy(() -> new DiffioWebhooks().verifier(hopeless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Diffio")
                .hasMessageContaining(why)
                .hasMessageNotContaining("token-of-ours");
    }

    @Test
    void takesTheEncodingThatIsDiffiosOwn() {
        assertThat(new DiffioWebhooks().verify(GENUINE, TRUST.withKeyEncoding(KeyEncoding.BASE64)))
                .isEqualTo(new DiffioWebhooks().verify(GENUINE, TRUST))
                .isInstanceOf(Verified.class);
    }
}
