package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which API keys and settings can be Nexio's. */
final class NexioAccountTest {
    private static VendorAccount account(String key) {
        return VendorAccount.of(Secret.of(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nx_live_0a1b",
                "nx_test_0a1b",
                "nx_dev_0a1b",
                "nx_a_0a1b",
                "nx_my_env_2_0a1b",
                "nx_abcdefghijklmnop_0a1b",
                "nx_a_b"
            })
    void takesKeysOfAnyEnvironment(String key) {
        assertThat(NexioAccount.of(account(key)).jobPath()).isEqualTo("jobs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_live_0a1b",
                "nx_live",
                "nx_live_",
                "nx__",
                "nx__key",
                "nx_LIVE_0a1b",
                "nx_abcdefghijklmnopq-_0a1b",
                "nx_abcdefghijklmnopqr-0a1b",
                "NX_live_0a1b",
                "nx_live_0a 1b",
                "nx_pre-prod_0a1b",
                "whsec_abc123def456",
                "Bearer nx_live_0a1b"
            })
    void refusesOtherKeysWithoutShowingThem(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NexioWebhooks().check(account(key)))
                .withMessageContaining("nx_live_")
                .withMessageNotContainingAny("0a1b", "0a 1b", "abc123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "runs"})
    void takesEitherPathOfJobs(String path) {
        assertThat(NexioAccount.of(account("nx_live_1").with("job-path", path)).jobPath())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "job-path, run, 'job-path is ''run''; choose one of [jobs, runs]'",
        "job-path, '', 'job-path is ''''; choose one of [jobs, runs]'",
        "job_path, jobs, 'no setting ''job_path''; it has [job-path]'",
        "job-path, nx_live_1, job-path is '[redacted]'",
        "nx_live_1, x, no setting '[redacted]'"
    })
    void refusesOtherSettings(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NexioWebhooks().check(account("nx_live_1").with(name, value)))
                .withMessageContaining(message)
                .withMessageNotContaining("nx_live_1");
    }

    @Test
    void sendsNoKeyInClearTextBeyondThisMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NexioAccount.of(account("nx_live_1").at(URI.create("http://api.example.com"))))
                .withMessageContaining("https");
    }

    @ParameterizedTest
    @CsvSource({"a/b, a%2Fb", "a?b#c, a%3Fb%23c", "'a b+c', a%20b%2Bc", "é, %C3%A9", "..., ...", "%2e, %252e"})
    void keepsAnIdToOneSegment(String id, String segment) {
        assertThat(NexioAccount.endpointPath(id)).isEqualTo("/webhooks/" + segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void refusesIdsThatNameNothing(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NexioAccount.endpointPath(id))
                .withMessageContaining("endpointId");
    }
}
