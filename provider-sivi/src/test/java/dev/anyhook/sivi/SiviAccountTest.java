package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Secret;
import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests go and what they carry, seen at the edge of this process. */
final class SiviAccountTest {
    private final Addresses addresses = new Addresses();
    private final VendorAccount account = VendorAccount.of(Secret.of("a-key")).over(addresses);

    @ParameterizedTest
    @CsvSource({
        "general, production, https://connect.sivi.ai/api/prod/v2/general/",
        "super, production, https://connect.sivi.ai/api/prod/v2/super/",
        "enterprise, staging, https://connect.sivi.ai/api/staging/v2/enterprise/"
    })
    void choosesBaseAndPath(String plan, String environment, String start) {
        read(account.with("plan", plan).with("environment", environment));

        assertThat(addresses.seen)
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen).startsWith("GET " + start + "get-request-status?"));
    }

    @Test
    void beginsWithTheProductionOfTheGeneralPlan() {
        read(account);

        assertThat(addresses.seen)
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen)
                        .isEqualTo("GET https://connect.sivi.ai/api/prod/v2/general/get-request-status"
                                + "?queryParams=%7B%22requestId%22%3A%22sbhMkIZKCPp%22%7D"));
    }

    @Test
    void prefersTheBaseOfTheAccount() {
        read(account.at(URI.create("https://proxy.example.com/sivi/")).with("environment", "staging"));

        assertThat(addresses.seen)
                .isNotEmpty()
                .allSatisfy(seen ->
                        assertThat(seen).startsWith("GET https://proxy.example.com/sivi/general/get-request-status?"));
    }

    @Test
    void showsNoKey() {
        assertThat(SiviAccount.of(account).toString()).doesNotContain("a-key");
    }

    private static void read(VendorAccount account) {
        assertThatThrownBy(() -> new SiviWebhooks().jobs().orElseThrow().read(Samples.JOB, account))
                .hasMessageContaining("nobody is there");
    }

    /** A way to nowhere that remembers where one wanted to go. */
    private static final class Addresses implements VendorAccount.Transport {
        private final List<String> seen = new ArrayList<>();

        @Override
        public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
            seen.add(request.method() + " " + request.uri());
            throw new IOException("nobody is there");
        }

        @Override
        public void pause(Duration duration) {}
    }
}
