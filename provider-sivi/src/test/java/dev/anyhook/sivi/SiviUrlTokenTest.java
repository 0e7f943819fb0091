package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom Sivi's verifier lets claim something, and what it refuses to be built with. */
final class SiviUrlTokenTest {
    private static final Payload BODY = Payload.utf8(Samples.UPDATE_WEBHOOK);
    private static final String RIGHT = "/webhooks/sivi/" + Arrivals.TOKEN.reveal();

    private final SiviWebhooks sivi = new SiviWebhooks();

    private VerificationResult at(String target, TrustPolicy trust) {
        return sivi.verify(Arrivals.at(target, BODY), trust);
    }

    @Test
    void takesTheRightTokenForAClaimAndNoMore() {
        assertThat(at(RIGHT, Arrivals.TRUST)).isInstanceOf(Unsigned.class).isNotInstanceOf(Verified.class);
        assertThat(at(RIGHT + "?x=y", Arrivals.TRUST)).isInstanceOf(Unsigned.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/sivi", "/webhooks/sivi/", "/webhooks/sivi/?token=0123456789abcdef"})
    void missesAToken(String target) {
        assertThat(at(target, Arrivals.TRUST))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TOKEN_MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/sivi/0123456789abcdef",
                "/webhooks/sivi/0123456789abcdef0123456789abcdeF",
                "/webhooks/sivi/0123456789abcdef0123456789abcdef0",
                "/webhooks/sivi/0123456789abcdef0123456789abcdef/x",
                "/webhooks/sivi/%30123456789abcdef0123456789abcdef"
            })
    void refusesAnotherToken(String target) {
        assertThat(at(target, Arrivals.TRUST))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TOKEN_MISMATCH));
    }

    @Test
    void takesAnyOfSeveralTokensWhileOneIsReplaced() {
        TrustPolicy rotating = TrustPolicy.urlToken(Secret.of("the-new-token"), Arrivals.TOKEN);

        assertThat(at(RIGHT, rotating)).isInstanceOf(Unsigned.class);
        assertThat(at("/webhooks/sivi/the-new-token", rotating)).isInstanceOf(Unsigned.class);
        assertThat(at("/webhooks/sivi/the-old-token", rotating)).isInstanceOf(Rejected.class);
    }

    @Test
    void takesAnyoneWhenThePolicySaysSo() {
        assertThat(at("/webhooks/sivi", TrustPolicy.acceptingAnyoneUnsigned())).isInstanceOf(Unsigned.class);
    }

    @Test
    void showsNoTokenWhenItRefuses() {
        assertThat(at("/webhooks/sivi/wrong-token", Arrivals.TRUST).toString())
                .doesNotContain(Arrivals.TOKEN.reveal())
                .doesNotContain("wrong-token");
    }

    static Stream<TrustPolicy> impossible() {
        return Stream.of(
                TrustPolicy.signedWith(Secret.of("whsec_c2VjcmV0")),
                TrustPolicy.acceptingAnyoneUnsigned().andBearer(Secret.of("whsec_c2VjcmV0")),
                Arrivals.TRUST.andBearer(Secret.of("whsec_c2VjcmV0")),
                Arrivals.TRUST.withKeyEncoding(KeyEncoding.RAW));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesPoliciesThatCouldNeverHold(TrustPolicy trust) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.verifier(trust))
                .withMessageContaining("Sivi signs nothing")
                .withMessageNotContaining("c2VjcmV0");
    }

    @Test
    void refusesATokenThatNoPathCanHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.verifier(TrustPolicy.urlToken(Secret.of("two/segments"))))
                .withMessageNotContaining("two/segments");
    }
}
