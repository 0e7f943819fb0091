package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.spi.Capability;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** B: a bearer token says who calls, in addition to a signature and never instead. */
abstract class BearerRules {
    private static final String TOKEN = "contract-bearer-token";
    private static final String HEADER = "Authorization";

    private final Subject subject;

    BearerRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(value = "B1", look = "where TrustPolicy.bearer() is compared; the capability BEARER promises it")
    @DisplayName("needs the token as well as the signature, once a token is set")
    void needsBoth() {
        subject.assume(Capability.BEARER, true);

        assertThat(subject.verdict(withToken("Bearer " + TOKEN), both())).isInstanceOf(Verified.class);
        assertThat(subject.verdict(subject.genuine(), both())).isInstanceOf(Rejected.class);
        assertThat(subject.verdict(DeliveryMutations.truncated(withToken("Bearer " + TOKEN)), both()))
                .isInstanceOf(Rejected.class);
    }

    @Test
    @Rule(value = "B2", look = "the order of the checks: a good token must not end them")
    @DisplayName("refuses a good token without a signature")
    void isNeverEnough() {
        subject.assume(Capability.SIGNED, true);
        RawDelivery bare =
                DeliveryMutations.with(DeliveryMutations.withoutHeaders(subject.genuine()), HEADER, "Bearer " + TOKEN);
        RawDelivery named = DeliveryMutations.with(
                bare, HEADER, "Bearer " + subject.trust().secrets().get(0).reveal());

        assertThat(subject.verdict(bare)).isInstanceOf(Rejected.class);
        assertThat(subject.verdict(named)).isInstanceOf(Rejected.class);
        if (subject.declares(Capability.BEARER)) {
            assertThat(subject.verdict(bare, both())).isInstanceOf(Rejected.class);
        }
    }

    @Test
    @Rule(value = "B3", look = "BearerToken in dev.anyhook.signing compares the token whole, once, after its scheme")
    @DisplayName("refuses a token that is blank, cut, lengthened, repeated or without its scheme")
    void refusesOtherTokens() {
        subject.assume(Capability.BEARER, true);
        String cut = TOKEN.substring(0, TOKEN.length() - 1);
        for (String value : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer  ",
                "Bearer " + cut,
                "Bearer " + TOKEN + "x",
                "Basic " + TOKEN,
                TOKEN)) {
            assertThat(subject.verdict(withToken(value), both()))
                    .as("an Authorization header of %d characters", value.length())
                    .isInstanceOf(Rejected.class);
        }
        assertThat(subject.verdict(DeliveryMutations.repeating(withToken("Bearer " + TOKEN), HEADER), both()))
                .isInstanceOf(Rejected.class);
    }

    @Test
    @Rule(value = "B4", look = "verifier(trust) must refuse a bearer token, or BEARER must be declared")
    @DisplayName("refuses, when the endpoint is built, a token that the vendor never sends")
    void refusesWhatNeverComes() {
        subject.assume(Capability.BEARER, false);

        assertThatThrownBy(() -> subject.provider().verifier(both())).isInstanceOf(IllegalArgumentException.class);
    }

    private TrustPolicy both() {
        return subject.trust().andBearer(Secret.of(TOKEN));
    }

    private RawDelivery withToken(String value) {
        return DeliveryMutations.with(subject.genuine(), HEADER, value);
    }
}
