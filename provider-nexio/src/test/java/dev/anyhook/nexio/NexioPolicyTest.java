package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that could never hold are refused when an endpoint is built. */
final class NexioPolicyTest {
    private static void assertRefused(TrustPolicy trust, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NexioWebhooks().verifier(trust))
                .withMessageContaining(why);
    }

    @Test
    void needsASecret() {
        assertRefused(TrustPolicy.acceptingAnyoneUnsigned(), "unsigned");
        assertRefused(TrustPolicy.acceptingAnyoneUnsigned().andBearer(Secret.of("token")), "unsigned");
    }

    @Test
    void takesNoUrlToken() {
        assertRefused(TrustPolicy.urlToken(Secret.of("token")), "URL token");
        assertRefused(
                new TrustPolicy(
                        List.of(Secret.of(Fixture.SECRET)),
                        null,
                        List.of(Secret.of("token")),
                        false,
                        TrustPolicy.DEFAULT_TOLERANCE,
                        null),
                "URL token");
    }

    @ParameterizedTest
    @CsvSource({"whsec_, RAW", "whsec_, STRIP_PREFIX", "whsec_, BASE64", "whsec_====, BASE64", "whsec_a!b?, BASE64"})
    void refusesSecretsThatAreNoKey(String secret, KeyEncoding encoding) {
        TrustPolicy second = TrustPolicy.signedWith(Secret.of("whsec_abcd"), Secret.of(secret));

        assertRefused(second.withKeyEncoding(encoding), "#2");
    }
}
