package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("NAME", "value", "EMPTY", "", "TRICKY", "${NAME} $1 \\", "PORT", "99");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME} | value",
                "a ${NAME} b ${NAME} | a value b value",
                "${NAME:-other} | value",
                "${MISSING:-other} | other",
                "${EMPTY:-other} | other",
                "${MISSING:-} | ''",
                "${MISSING:-a:-b} | a:-b",
                "${TRICKY} | ${NAME} $1 \\",
                "$${NAME} | ${NAME}",
                "$NAME $ {} | $NAME $ {}",
                "whsec_a$1 | whsec_a$1",
            })
    void putsValuesInPlace(String written, String value) {
        var problems = new Problems("FILE");

        var text = new Substitution(ENVIRONMENT).of(Place.FILE, written, problems);

        assertThat(text.orElseThrow().value()).isEqualTo(value);
        assertThat(problems.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${MISSING} | the environment variable MISSING is not set; set it, or give a default with ${MISSING:-default}",
                "${EMPTY} | the environment variable EMPTY is empty; set it, or give a default with ${EMPTY:-default}",
            })
    void saysWhichVariableIsMissing(String written, String problem) {
        assertThat(Reading.of(directory, "endpoints: { n: { provider: nexio, secrets: '" + written + "' } }")
                        .in(ENVIRONMENT)
                        .problems())
                .containsExactly("FILE:1: endpoints.n.secrets: " + problem);
    }

    @ParameterizedTest
    @CsvSource({"${NAME", "${}", "${whsec-s3cret}", "${NAME-other}", "${9}"})
    void refusesWhatIsNoReferenceWithoutQuotingIt(String written) {
        assertThat(Reading.of(directory, "endpoints: { n: { provider: nexio, secrets: '" + written + "' } }")
                        .in(ENVIRONMENT)
                        .problems())
                .containsExactly("FILE:1: endpoints.n.secrets: ${ begins a reference to the environment: write ${NAME},"
                        + " ${NAME:-default}, or $${ for the two characters themselves");
    }

    @Test
    void saysAllVariablesThatAreMissing() {
        assertThat(Reading.of(directory, "endpoints: { n: { provider: nexio, secrets: '${A}${B}' } }")
                        .problems())
                .hasSize(2);
    }

    @Test
    void servesForNumbersToo() {
        Config config = Reading.of(
                        directory, "server:\n  port: ${PORT}\nendpoints: { n: { provider: nexio, secrets: x } }")
                .in(ENVIRONMENT)
                .all();

        assertThat(config.server().port()).isEqualTo(99);
    }

    @Test
    void neverMakesYamlOfAValue() {
        Config config = Reading.of(directory, "endpoints: { n: { provider: nexio, secrets: '${LIST}' } }")
                .in(Map.of("LIST", "[a, b]"))
                .all();

        assertThat(config.endpoints().get(0).requiredTrust().secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.reveal()).isEqualTo("[a, b]"));
    }
}
