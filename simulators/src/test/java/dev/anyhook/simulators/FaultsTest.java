package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private static final String GOOD = "{\"url\":\"https://hooks.example.com/x\",\"events\":[\"run.failed\"],"
            + "\"auth_token\":\"confidential\"}";

    private final NexioSimulator nexio = NexioSimulator.start();
    private final VendorClient client = VendorClient.of(nexio);

    @AfterEach
    void close() {
        nexio.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized",
        "404, not_found",
        "429, rate_limited",
        "500, internal_error",
        "503, auth_unavailable"
    })
    void failsInTheVendorsFormWithoutEffect(int status, String code) throws Exception {
        nexio.failNext(status);

        VendorClient.Reply failed = client.post("/webhooks", GOOD);

        assertThat(failed.status()).isEqualTo(status);
        assertThat(failed.json().path("code").textValue()).isEqualTo(code);
        assertThat(nexio.endpointIds()).isEmpty();
        assertThat(client.post("/webhooks", GOOD).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"500, Failed to configure webhook endpoint.", "503, Svix is not configured."})
    void failsInDiffiosFormToo(int status, String error) throws Exception {
        try (var diffio = DiffioSimulator.start()) {
            diffio.failNext(status);

            assertThat(VendorClient.of(diffio).post("/webhooks/configure", "{}").line())
                    .isEqualTo(status + " {\"error\":\"" + error + "\"}");
        }
    }

    @Test
    void failsExactlyAsTold() throws Exception {
        nexio.failNext(429, Map.of("Retry-After", "7"), "<html>");
        nexio.failNext(502, Map.of(), "");

        VendorClient.Reply first = client.get("/webhooks");
        VendorClient.Reply second = client.get("/webhooks");

        assertThat(first.line()).isEqualTo("429 <html>");
        assertThat(first.http().headers().firstValue("Retry-After")).hasValue("7");
        assertThat(second.line()).isEqualTo("502 ");
    }

    @Test
    void hangsUntilTheClientGivesUp() throws Exception {
        nexio.hangNext();

        assertThatThrownBy(() -> client.send("POST", "/webhooks", GOOD, Duration.ofSeconds(2)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(nexio.calls()).hasSize(1);
        assertThat(nexio.endpointIds()).isEmpty();
        assertThat(client.get("/webhooks").status()).isEqualTo(200);
    }

    @Test
    void answersGarbage() throws Exception {
        nexio.garbageNext();

        VendorClient.Reply reply = client.get("/webhooks");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().isMissingNode()).isTrue();
    }

    @Test
    void losesTheAnswerButNotTheEffect() throws Exception {
        nexio.loseNextAnswer();

        assertThatThrownBy(() -> client.post("/webhooks", GOOD)).isInstanceOf(IOException.class);
        assertThat(nexio.endpointIds()).hasSize(1);
    }

    @Test
    void refusesBodiesBeyondTheCap() throws Exception {
        VendorClient.Reply reply = client.post("/webhooks", " ".repeat(256 * 1024 + 1));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().has("code")).isTrue();
    }

    @Test
    void recordsCallsWithoutWhatIsSecret() throws Exception {
        client.post("/webhooks?a=b", GOOD);
        client.get("/jobs/unknown");

        ApiCall call = nexio.calls().get(0);
        assertThat(nexio.calls()).extracting(ApiCall::method).containsExactly("POST", "GET");
        assertThat(call.path()).isEqualTo("/api/v1/webhooks");
        assertThat(call.query()).isEqualTo("a=b");
        assertThat(call.headerNames()).contains("authorization", "content-type");
        assertThat(call.body().path("auth_token").textValue()).isEqualTo("confidential");
        assertThat(nexio.calls().get(1).body().isMissingNode()).isTrue();
        assertThat(nexio.calls().toString())
                .contains("POST /api/v1/webhooks")
                .doesNotContain(
                        "confidential",
                        nexio.apiKey(),
                        nexio.secretOf(nexio.endpointIds().get(0)));
    }

    @Test
    void recordsCallsForGood() throws Exception {
        client.post("/webhooks", GOOD);
        ((ObjectNode) nexio.calls().get(0).body()).removeAll();

        assertThat(nexio.calls().get(0).body().has("url")).isTrue();
    }

    @Test
    void hasKeysThatNobodyCanGuess() {
        try (var other = NexioSimulator.start();
                var diffio = DiffioSimulator.start();
                var sivi = SiviSimulator.start()) {
            assertThat(other.apiKey()).isNotEqualTo(nexio.apiKey());
            assertThat(diffio.apiKey()).matches("diffio_live_[A-Za-z0-9]{40}");
            assertThat(sivi.apiKey()).hasSize(40);
            assertThat(nexio.toString())
                    .isEqualTo("NexioSimulator[" + nexio.api() + "]")
                    .doesNotContain(nexio.apiKey());
        }
    }

    @Test
    void listensOnLoopbackUntilClosed() {
        nexio.close();

        assertThat(nexio.api().toString()).matches("http://127\\.0\\.0\\.1:\\d+/api/v1");
        assertThatThrownBy(() -> client.get("/webhooks")).isInstanceOf(ConnectException.class);
    }
}
