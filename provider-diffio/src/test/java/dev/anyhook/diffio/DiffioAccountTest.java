package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.Unreachable;
import java.net.URI;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffioAccountTest {
    private static final String KEY = "diffio_live_0123456789";

    private final Unreachable transport = new Unreachable();
    private final DiffioWebhooks diffio = new DiffioWebhooks();

    private VendorAccount account() {
        return VendorAccount.of(Secret.of(KEY)).over(transport);
    }

    private List<ThrowingCallable> operations(VendorAccount account) {
        JobReader jobs = diffio.jobs().orElseThrow();
        return List.of(
                () -> diffio.configure(EndpointRequest.to(URI.create("https://hooks.example.com/x")), account),
                () -> diffio.test(TestRequest.of("generation.failed"), account),
                () -> jobs.read("gen_1", account),
                () -> diffio.check(account));
    }

    private void refuses(ThrowingCallable operation, String... said) {
        assertThatIllegalArgumentException()
                .isThrownBy(operation)
                .satisfies(
                        thrown -> assertThat(thrown.getMessage()).contains(said).doesNotContain(KEY));
        assertThat(transport.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "mode,        production, 'test, live'",
        "mode,        LIVE,       'test, live'",
        "mode,        '',         'test, live'",
        "auth-header, basic,      'bearer, x-api-key, xi-api-key'",
        "auth-header, X-Api-Key,  'bearer, x-api-key, xi-api-key'",
        "api-key-id,  ' ',        the id of an API key",
        "modus,       live,       'api-key-id, auth-header, mode'",
    })
    void refusesABadSettingBeforeAnyCall(String name, String value, String choices) {
        String shown = name.equals("modus") ? "'modus'" : "'" + value + "'";
        for (ThrowingCallable operation :
                operations(account().with("mode", "live").with(name, value))) {
            refuses(operation, name, shown, choices);
        }
    }

    @Test
    void checksWithoutAMode() {
        diffio.check(account());
        diffio.check(account().with("auth-header", "x-api-key"));

        assertThat(transport.calls()).isZero();
    }

    @Test
    void refusesAKeyThatNoHeaderCanHold() {
        VendorAccount broken =
                VendorAccount.of(Secret.of("dif\nfio")).over(transport).with("mode", "live");

        for (ThrowingCallable operation : operations(broken)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(operation)
                    .withMessageContaining("Authorization")
                    .withMessageNotContaining("dif\nfio");
        }
    }

    @Test
    void needsAModeToConfigureAndToTest() {
        for (ThrowingCallable operation : operations(account()).subList(0, 2)) {
            refuses(operation, "mode is missing", "[test, live]");
        }
    }

    @Test
    void doesNotShowAKeyThatWasPutInTheWrongPlace() {
        for (String name : List.of("mode", "auth-header", "api-key-id")) {
            for (ThrowingCallable operation : operations(account().with(name, "Bearer " + KEY))) {
                refuses(operation, name, "[redacted]");
            }
        }
        refuses(() -> diffio.check(account().with(KEY, "live")), "no setting '[redacted]'");
    }

    @Test
    void sendsTheKeyOverNothingButHttps() {
        VendorAccount plain = account().with("mode", "live").at(URI.create("http://api.diffio.ai/v1"));

        for (ThrowingCallable operation : operations(plain)) {
            refuses(operation, "https");
        }
    }
}
