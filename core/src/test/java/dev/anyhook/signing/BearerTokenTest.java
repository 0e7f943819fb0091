package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.anyhook.Secret;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
    private final BearerToken bearer = BearerToken.of(Secret.of("t0ken"));

    @ParameterizedTest
    @ValueSource(strings = {"Bearer t0ken", "bearer t0ken", "BEARER t0ken", " Bearer t0ken "})
    void acceptsTheToken(String value) {
        assertThat(broken(value)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer t0keN",
                "Bearer t0ke",
                "Bearer t0ken1",
                "Bearer  t0ken",
                "Bearer t0ken, Bearer t0ken",
                "Bearer Bearer t0ken",
                "Bearer \"t0ken\"",
                "Bearer x"
            })
    void refusesAnotherToken(String value) {
        assertThat(broken(value))
                .isEqualTo(new Rejected(
                        Reason.TOKEN_MISMATCH, "the bearer token is not ours; was it changed on one side only?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0ken", "Bearer", "Bearert0ken", "Basic t0ken", "Bearer\tt0ken", "Beare t0ken"})
    void refusesAnotherForm(String value) {
        assertThat(broken(value))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "Authorization is not of the form Bearer <token>"));
    }

    /** No vendor can send it, and whoever sends it here would be told of it in full. */
    @ParameterizedTest
    @ValueSource(strings = {"s3cret value", "s3cret\u2026", "s3cret\nvalue", "s3cret\u00e9", "s3cret\u007f"})
    void refusesATokenThatNoHeaderBrings(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BearerToken.of(Secret.of(token)))
                .withMessageContaining("visible ASCII")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void refusesNone() {
        assertThat(bearer.broken(Samples.headers("Proxy-Authorization", "Bearer t0ken")))
                .isEqualTo(new Rejected(
                        Reason.TOKEN_MISSING, "Authorization is missing; is the token set at the vendor?"));
        assertThat(broken(" "))
                .isEqualTo(
                        new Rejected(Reason.TOKEN_MISSING, "Authorization is empty; is the token set at the vendor?"));
    }

    @Test
    void refusesMoreThanOneEvenIfAllAreRight() {
        assertThat(bearer.broken(Samples.headers("Authorization", "Bearer t0ken", "authorization", "Bearer t0ken")))
                .isEqualTo(new Rejected(Reason.HEADER_REPEATED, "Authorization came 2 times; it must come once"));
    }

    @Test
    void needsAToken() {
        assertThatNullPointerException().isThrownBy(() -> BearerToken.of(null)).withMessage("token");
    }

    private Rejected broken(String value) {
        return bearer.broken(Samples.headers("Authorization", value));
    }
}
