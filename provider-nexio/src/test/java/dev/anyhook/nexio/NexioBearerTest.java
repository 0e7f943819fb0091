package dev.anyhook.nexio;

import static dev.anyhook.nexio.Fixture.TRUST;
import static dev.anyhook.nexio.Fixture.signed;
import static dev.anyhook.nexio.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bearer token, which is asked for besides the signature and never instead of it. */
final class NexioBearerTest {
    private static final String TOKEN = "token_live_123";
    private static final String GOOD = "Bearer " + TOKEN;
    private static final TrustPolicy BOTH = TRUST.andBearer(Secret.of(TOKEN));
    private static final RawDelivery SIGNED = signed(Fixture.BODY);

    private static VerificationResult verdict(RawDelivery delivery) {
        return new NexioWebhooks().verify(delivery, BOTH);
    }

    private static Reason reason(RawDelivery delivery) {
        VerificationResult result = verdict(delivery);
        assertThat(result.toString()).doesNotContain(TOKEN);
        return ((Rejected) result).reason();
    }

    @Test
    void believesSignatureAndToken() {
        assertThat(verdict(with(SIGNED, "Authorization", GOOD))).isInstanceOf(Verified.class);
        assertThat(verdict(with(SIGNED, "authorization", "bearer " + TOKEN))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer token_live_124, TOKEN_MISMATCH",
        "Bearer token_live_12, TOKEN_MISMATCH",
        "Bearer token_live_1234, TOKEN_MISMATCH",
        "Bearer TOKEN_LIVE_123, TOKEN_MISMATCH",
        "'Bearer  token_live_123', TOKEN_MISMATCH",
        "Bearer, HEADER_MALFORMED",
        "Basic token_live_123, HEADER_MALFORMED",
        "token_live_123, HEADER_MALFORMED",
        "'', TOKEN_MISSING"
    })
    void refusesAnyOtherToken(String header, Reason reason) {
        assertThat(reason(with(SIGNED, "Authorization", header))).isEqualTo(reason);
    }

    @Test
    void refusesNoTokenAndTwo() {
        assertThat(reason(SIGNED)).isEqualTo(Reason.TOKEN_MISSING);
        assertThat(reason(with(SIGNED, "Authorization", GOOD, GOOD))).isEqualTo(Reason.HEADER_REPEATED);
    }

    @Test
    void neverTakesTheTokenForASignature() {
        RawDelivery tampered = SIGNED.withBody(signed("{}").body());
        RawDelivery unsigned = Fixture.delivery(Map.of(), Fixture.bytes(Fixture.BODY));

        assertThat(reason(with(tampered, "Authorization", GOOD))).isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(reason(with(unsigned, "Authorization", GOOD))).isEqualTo(Reason.HEADER_MISSING);
    }

    @Test
    void saysFirstWhatIsWrongWithTheSignature() {
        RawDelivery tampered = SIGNED.withBody(signed("{}").body());
        RawDelivery unsigned = Fixture.delivery(Map.of(Fixture.TIMESTAMP, List.of(Fixture.T)), new byte[0]);

        assertThat(reason(tampered)).isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(reason(unsigned)).isEqualTo(Reason.HEADER_MISSING);
    }

    @Test
    void doesNotCareForATokenThatThePolicyDoesNotAskFor() {
        assertThat(Fixture.verdict(with(SIGNED, "Authorization", "Basic x", "Bearer y")))
                .isInstanceOf(Verified.class);
    }
}
