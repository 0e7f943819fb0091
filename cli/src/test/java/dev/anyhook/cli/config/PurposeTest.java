package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command asks for what it needs and for nothing more. */
class PurposeTest {
    private static final String TEXT = """
            server: { port: "${PORT}" }
            endpoints:
              d: { provider: diffio, mode: test, api-key: "${KEY}", secrets: ["${SECRET}"] }
              n: { provider: nexio, api-key: "nx_test_${KEY}", auth-token: "${BEARER}", secrets: ["${SECRET}"] }
              s: { provider: sivi, api-key: "${KEY}", url-token: "${TOKEN}" }
              broken: { provider: nobody, wrong: "${MISSING}" }
              broken: 1
            sinks: [{ type: "${MISSING}" }]
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"CONFIGURE", "TEST"})
    void aVendorIsCalledBeforeItsSecretExists(Purpose purpose) {
        EndpointConfig endpoint =
                Reading.of(directory, TEXT).in(Map.of("KEY", "k")).endpoint(purpose, "d");

        assertThat(endpoint.requiredAccount().apiKey()).isEqualTo(Secret.of("k"));
        assertThat(endpoint.requiredAccount().settings()).isEqualTo(Map.of("mode", "test"));
        assertThat(endpoint.trust()).isNull();
    }

    @Test
    void configuringTakesTheTokensAlong() {
        EndpointConfig nexio = Reading.of(directory, TEXT)
                .in(Map.of("KEY", "k", "BEARER", "b"))
                .endpoint(Purpose.CONFIGURE, "n");
        EndpointConfig sivi = Reading.of(directory, TEXT)
                .in(Map.of("KEY", "k", "TOKEN", Reading.TOKEN))
                .endpoint(Purpose.CONFIGURE, "s");

        assertThat(nexio.bearer()).isEqualTo(Secret.of("b"));
        assertThat(sivi.urlTokens()).containsExactly(Secret.of(Reading.TOKEN));
    }

    @Test
    void judgingNeedsNoAccount() {
        EndpointConfig endpoint = Reading.of(directory, TEXT)
                .in(Map.of("SECRET", Reading.DIFFIO_SECRET))
                .endpoint(Purpose.VERIFY, "d");

        assertThat(endpoint.requiredTrust().secrets()).containsExactly(Secret.of(Reading.DIFFIO_SECRET));
        assertThat(endpoint.account()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURE, d, KEY",
        "TEST, d, KEY",
        "CONFIGURE, n, KEY BEARER",
        "CONFIGURE, s, KEY TOKEN",
        "TEST, s, KEY",
        "VERIFY, d, SECRET",
        "VERIFY, n, BEARER SECRET",
        "VERIFY, s, TOKEN",
        "SEND, d, PORT SECRET"
    })
    void saysWhatIsMissingForIt(Purpose purpose, String endpoint, String variables) {
        assertThat(Reading.of(directory, TEXT).problems(purpose, endpoint))
                .map(problem -> problem.replaceFirst(".*variable ([A-Z]+) is not set.*", "$1"))
                .containsExactly(variables.split(" "));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIGURE", "TEST"})
    void callingNeedsAnApiKey(Purpose purpose) {
        assertThat(Reading.of(directory, "endpoints: { d: { provider: diffio, mode: live } }")
                        .problems(purpose, "d"))
                .containsExactly("FILE:1: endpoints.d: needs an api-key to call diffio");
    }

    @ParameterizedTest
    @EnumSource(names = "SERVE", mode = EnumSource.Mode.EXCLUDE)
    void anUnknownKeyOfTheEndpointAlwaysCounts(Purpose purpose) {
        assertThat(Reading.of(
                                directory,
                                "endpoints: { d: { provider: diffio, mode: live, api-key: k, secrets: "
                                        + Reading.DIFFIO_SECRET + ", secret: x } }")
                        .problems(purpose, "d"))
                .singleElement()
                .asString()
                .contains("endpoints.d.secret: unknown key for the provider diffio")
                .endsWith("did you mean 'secrets'?");
    }

    @Test
    void registeringWithoutATokenIsRefusedAsServingIs() {
        assertThat(Reading.of(directory, "endpoints: { s: { provider: sivi, api-key: k } }")
                        .problems(Purpose.CONFIGURE, "s"))
                .singleElement()
                .asString()
                .startsWith("FILE:1: endpoints.s: sivi does not sign: add url-token");
    }
}
