package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No problem of an endpoint keeps another one from being said. */
class NothingHiddenTest {
    private static final String NOPE =
            ": the environment variable NOPE is not set; set it, or give a default with ${NOPE:-default}";
    private static final String UNDECODABLE = ": the secret is not standard base64 after whsec_; was it copied whole?";

    @TempDir
    private Path directory;

    private Reading endpoint(String text) {
        return Reading.of(directory, "endpoints:\n  e: " + text);
    }

    @ParameterizedTest
    @CsvSource({"''", "'provider: nexoi, '"})
    void withoutAProviderEverythingElseIsStillRead(String provider) {
        assertThat(endpoint(
                                "{ " + provider
                                        + "secrets: ['${NOPE}'], api-key: '${NOPE}', mode: '${NOPE}', tolerance: -5, wrong: '${NOPE}' }")
                        .problems())
                .hasSize(7)
                .contains(
                        "FILE:2: endpoints.e.secrets[0]" + NOPE,
                        "FILE:2: endpoints.e.api-key" + NOPE,
                        "FILE:2: endpoints.e.mode" + NOPE,
                        "FILE:2: endpoints.e.wrong" + NOPE,
                        "FILE:2: endpoints.e.tolerance: '-5' is not a duration; give seconds, or a number with s, m or h,"
                                + " such as 5m");
    }

    @Test
    void anUnknownKeyWithoutItsVariableIsTwoProblems() {
        assertThat(endpoint("{ provider: nexio, secrets: x, wrong: ['${NOPE}'] }")
                        .problems())
                .hasSize(2)
                .contains("FILE:2: endpoints.e.wrong" + NOPE);
    }

    @Test
    void secretsOfAVendorThatDoesNotSignAreReadAllTheSame() {
        assertThat(endpoint("{ provider: sivi, accept-unsigned: true, secrets: '${NOPE}' }")
                        .problems())
                .hasSize(2)
                .contains("FILE:2: endpoints.e.secrets" + NOPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tolerance: -5 | .tolerance: '-5' is not a duration",
                "api-key: '${NOPE}' | .api-key: the environment variable NOPE is not set",
                "auth-token: x | : Diffio signs every delivery",
                "key-encoding: raw | : Diffio signs every delivery",
                "key-encoding: odd | .key-encoding: 'odd' is not one of",
                "url-token: a/b | .url-token: a URL token is",
                "mode: lave | .mode: the setting mode is 'lave'",
                "wrong: x | .wrong: unknown key for the provider diffio",
            })
    void anUndecodableSecretIsSaidWhateverElseIsWrong(String other, String problem) {
        assertThat(endpoint("{ provider: diffio, secrets: ['whsec_%'], " + other + " }")
                        .problems())
                .hasSize(2)
                .contains("FILE:2: endpoints.e.secrets[0]" + UNDECODABLE)
                .anyMatch(line -> line.startsWith("FILE:2: endpoints.e" + problem));
    }

    @Test
    void aSecretThatCannotBeReadHidesNoOther() {
        assertThat(endpoint("{ provider: diffio, secrets: ['${NOPE}', 'whsec_%', '" + Reading.DIFFIO_SECRET
                                + "', 'whsec_'] }")
                        .problems())
                .containsExactly(
                        "FILE:2: endpoints.e.secrets[0]" + NOPE,
                        "FILE:2: endpoints.e.secrets[1]" + UNDECODABLE,
                        "FILE:2: endpoints.e.secrets[3]: the secret is nothing but the prefix whsec_");
    }

    @Test
    void anUndecodableSecretOfTheEnvironmentGoesByItsVariable() {
        assertThat(endpoint("{ provider: diffio, secrets: ['${SECRET}'] }")
                        .in(Map.of("SECRET", "whsec_%"))
                        .problems())
                .containsExactly("FILE:2: endpoints.e.secrets[0]: secret SECRET is not standard base64 after whsec_;"
                        + " was it copied whole?");
    }
}
