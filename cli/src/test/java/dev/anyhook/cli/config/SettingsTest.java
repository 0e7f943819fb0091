package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a vendor could never mean is refused where it is written, before anything starts. */
class SettingsTest {
    private static final String DIFFIO = "provider: diffio, secrets: " + Reading.DIFFIO_SECRET + ", ";

    @TempDir
    private Path directory;

    private Reading endpoint(String text) {
        return Reading.of(directory, "endpoints:\n  e:\n    { " + text + " }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "provider: diffio, secrets: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, mode: lave | .mode: the setting mode is 'lave'; choose one of [test, live]",
                "provider: diffio, secrets: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, mode: live, auth-header: zz | .auth-header: the setting auth-header is 'zz'; choose one of [bearer, x-api-key, xi-api-key]",
                "provider: diffio, secrets: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, mode: live, api-key-id: '' | .api-key-id: the setting api-key-id is ''; give the id of an API key, or leave it out",
                "provider: sivi, url-token: 0123456789abcdef0123456789abcdef, plan: foo | .plan: the setting plan is one of [general, super, enterprise], not 'foo'",
                "provider: sivi, url-token: 0123456789abcdef0123456789abcdef, plan: foo, abstract-user-id: u | .plan: the setting plan is one of [general, super, enterprise], not 'foo'",
                "provider: sivi, url-token: 0123456789abcdef0123456789abcdef, environment: bar | .environment: the setting environment is one of [production, staging], not 'bar'",
                "provider: nexio, secrets: x, job-path: x | .job-path: the setting job-path is 'x'; choose one of [jobs, runs]",
            })
    void refusesASettingThatTheVendorDoesNotHave(String text, String problem) {
        String key = text.contains("nexio") ? "nx_test_k" : "k";
        Reading with = endpoint(text + ", api-key: " + key);

        assertThat(with.problems()).containsExactly("FILE:3: endpoints.e" + problem);
        assertThat(with.problems(Purpose.CONFIGURE, "e")).containsExactly("FILE:3: endpoints.e" + problem);
        assertThat(endpoint(text).problems()).containsExactly("FILE:3: endpoints.e" + problem);
    }

    @Test
    void refusesAKeyOfAnotherVendor() {
        assertThat(endpoint("provider: nexio, secrets: x, api-key: zzz, job-path: x")
                        .problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("FILE:3: endpoints.e.api-key: apiKey does not look like"))
                .anyMatch(problem -> problem.startsWith("FILE:3: endpoints.e.job-path: "));
    }

    @Test
    void refusesAKeyThatNoHeaderCanHold() {
        assertThat(endpoint("provider: sivi, accept-unsigned: true, api-key: \"a\\u0001b\"")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("FILE:3: endpoints.e.api-key: ")
                .doesNotContain("a\u0001b", "a?b");
    }

    @Test
    void refusesTheKeyInPlaceOfItsId() {
        assertThat(endpoint(DIFFIO + "api-key: '${KEY}', api-key-id: '${KEY}', mode: live")
                        .in(Map.of("KEY", "s3cret"))
                        .problems())
                .containsExactly("FILE:3: endpoints.e.api-key-id: '${KEY}' is not what diffio takes for api-key-id");
    }

    @Test
    void saysEverySettingThatIsWrong() {
        assertThat(endpoint(DIFFIO + "api-key: k, mode: lave, auth-header: zz, api-key-id: ' '")
                        .problems())
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIGURE", "TEST"})
    void callingDiffioNeedsAMode(Purpose purpose) {
        assertThat(endpoint(DIFFIO + "api-key: k").problems(purpose, "e"))
                .containsExactly("FILE:2: endpoints.e: needs a mode to call diffio: test or live");
    }

    @Test
    void confirmingIsNoReasonForAMode() {
        assertThat(endpoint(DIFFIO + "api-key: k").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3cret-value, ${S}",
        "s, ${S}",
        "plan, ${S}",
        "one of, ${S}",
        "general', ${S}",
    })
    void showsWhatIsWrittenInPlaceOfWhatTheEnvironmentSays(String value, String written) {
        assertThat(endpoint("provider: sivi, accept-unsigned: true, api-key: k, plan: '${S}'")
                        .in(Map.of("S", value))
                        .problems())
                .containsExactly(
                        "FILE:3: endpoints.e.plan: the setting plan is one of [general, super, enterprise], not '"
                                + written + "'");
    }

    @Test
    void showsNoOtherSettingOfTheEnvironmentEither() {
        assertThat(endpoint("provider: diffio, secrets: '${D}', api-key: k, mode: '${S}x', auth-header: '${S}'")
                        .in(Map.of("S", "s3cret", "D", Reading.DIFFIO_SECRET))
                        .problems())
                .hasSize(2)
                .noneMatch(problem -> problem.contains("s3cret"));
    }
}
