package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message repeats what came from the environment, nor what a secret key holds. */
class SecrecyTest {
    private static final String S3CRET = "s3cret value\n";

    @TempDir
    private Path directory;

    @Test
    void noProblemRepeatsAValueOfTheEnvironment() {
        List<String> problems = Reading.of(directory, """
                server: { host: "${S}", port: "${S}", max-body: "${S}" }
                inbox: { url: "${S}" }
                endpoints:
                  a: { provider: "${S}", secrets: "${S}" }
                  b: { provider: nexio, api-key: "${S}", api-base: "${S}", secrets: "${S}", auth-token: "${S}", tolerance: "${S}", key-encoding: "${S}", accept-unsigned: "${S}" }
                  c: { provider: sivi, url-token: ["${S}", "${T}"] }
                  d: { provider: diffio, mode: "${S}", secrets: ["${T}"] }
                sinks: [{ type: "${S}", trust: "${S}" }]
                """)
                .in(Map.of("S", S3CRET, "T", "whsec_s3cret?"))
                .problems();

        assertThat(problems).hasSizeGreaterThan(14).noneMatch(problem -> problem.contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets", "api-key", "auth-token", "url-token"})
    void noProblemRepeatsASecretOfTheFile(String key) {
        List<String> problems = Reading.of(directory, "endpoints: { d: { provider: diffio, " + key + ": 's3cret/ ' } }")
                .problems();

        assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\Us3cretXY9", "\\us3cret", "\\xs3cret", "\\s3cret"})
    void noProblemRepeatsWhatFollowsABrokenEscape(String escaped) {
        List<String> problems = Reading.of(
                        directory, "endpoints: { n: { provider: nexio, auth-token: \"abc" + escaped + "\" } }")
                .problems();

        assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains("s3"));
    }

    /** Who sends it would be told of it in full by the HTTP client; no vendor can send it either. */
    @ParameterizedTest
    @ValueSource(strings = {"s3cret\u2026", "s3cret value"})
    void aTokenThatNoHeaderBringsIsRefusedAndNotRepeated(String token) {
        List<String> problems = Reading.of(
                        directory, "endpoints: { n: { provider: nexio, secrets: abc, auth-token: '" + token + "' } }")
                .problems();

        assertThat(problems)
                .isNotEmpty()
                .anyMatch(problem -> problem.contains("visible ASCII"))
                .noneMatch(problem -> problem.contains("s3cret"));
    }

    @Test
    void whatWasReadPrintsNoSecret() {
        Config config = Reading.of(
                        directory,
                        "inbox: { url: 'jdbc:postgresql://h/d?password=s3cret4' }\n"
                                + "endpoints: { n: { provider: nexio, api-key: nx_test_s3cret1, auth-token: s3cret2, secrets: s3cret3 } }")
                .all();

        assertThat(config.toString()).contains("nexio").doesNotContain("s3cret");
    }
}
