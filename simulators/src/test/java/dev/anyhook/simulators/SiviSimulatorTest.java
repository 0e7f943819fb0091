package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiviSimulatorTest {
    private static final String UPDATED =
            "200 {\"status\":200,\"body\":{\"message\":\"Successfully updated the webhook URL\"}}";
    private static final String UNAUTHORIZED = "401 {\"status\":401,\"body\":{\"message\":"
            + "\"Failed to authenticate request. Please add sivi-api-key header in request\"}}";
    private static final String INVALID = "422 {\"status\":422,\"body\":{\"message\":\"Invalid input\"}}";

    private final MovableClock clock = MovableClock.startingAt(Instant.EPOCH);
    private final SiviSimulator sivi = SiviSimulator.start(clock);
    private final VendorClient client = VendorClient.of(sivi);
    private final LoopbackReceiver receiver = new LoopbackReceiver();

    SiviSimulatorTest() throws IOException {}

    @BeforeEach
    void register() throws Exception {
        sivi.deliverVia(receiver.origin());
        client.post("/general/update-webhook", "{\"webhookUrl\":\"https://hooks.example.com/sivi/token?a=b\"}");
    }

    @AfterEach
    void close() {
        sivi.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "super", "enterprise"})
    void keepsOneUrlWhicheverThePlan(String plan) throws Exception {
        VendorClient.Reply reply =
                client.post("/" + plan + "/update-webhook", "{\"webhookUrl\":\"https://hooks.example.com/new\"}");

        assertThat(reply.line()).isEqualTo(UPDATED);
        assertThat(sivi.registeredUrl()).hasValue(URI.create("https://hooks.example.com/new"));
    }

    @Test
    void keepsStagingApart() throws Exception {
        VendorClient staging = new VendorClient(sivi.stagingApi(), "sivi-api-key", sivi.apiKey());
        staging.post("/general/update-webhook", "{\"webhookUrl\":\"https://hooks.example.com/staging\"}");
        String job = sivi.submitToStaging();
        sivi.moveTo(job, "complete");

        assertThat(sivi.registeredUrl()).hasValue(URI.create("https://hooks.example.com/sivi/token?a=b"));
        assertThat(receiver.received())
                .extracting(LoopbackReceiver.Received::target)
                .containsExactly("/staging");
        assertThat(read(staging, job).status()).isEqualTo(200);
        assertThat(read(client, job).line()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "nonsense",
                "{\"webhookUrl\":1}",
                "{\"webhookUrl\":\"nowhere\"}",
                "{\"webhookUrl\":\"ftp://a.example/\"}",
                "{\"webhookUrl\":\"https://a b\"}"
            })
    void refusesWhatIsNoUrl(String body) throws Exception {
        assertThat(client.post("/general/update-webhook", body).line()).isEqualTo(INVALID);
        assertThat(sivi.registeredUrl()).hasValue(URI.create("https://hooks.example.com/sivi/token?a=b"));
    }

    @Test
    void asksForItsKey() throws Exception {
        VendorClient stranger = new VendorClient(sivi.api());
        VendorClient guesser = new VendorClient(sivi.api(), "sivi-api-key", "guess");

        assertThat(stranger.post("/general/update-webhook", "{}").line()).isEqualTo(UNAUTHORIZED);
        assertThat(read(guesser, sivi.submit()).line()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void saysInternalErrorInItsForm() throws Exception {
        sivi.failNext(500);

        assertThat(read(client, sivi.submit()).line())
                .isEqualTo("500 {\"status\":500,\"body\":{\"message\":\"Server internal error\"}}");
    }

    @Test
    void pushesWhatItsApiSays() throws Exception {
        String job = sivi.submit();
        sivi.moveTo(job, "complete");

        JsonNode pushed = Json.read(receiver.last().body());
        assertThat(receiver.last().target()).isEqualTo("/sivi/token?a=b");
        assertThat(pushed).isEqualTo(read(client, job).json());
        assertThat(pushed.path("status").intValue()).isEqualTo(200);
        assertThat(pushed.path("body").path("requestId").textValue()).isEqualTo(job);
        assertThat(pushed.at("/body/result/variations/0/variantImageUrl").textValue())
                .startsWith("https://");
    }

    @ParameterizedTest
    @CsvSource({
        "pending, false, false, false",
        "processing, false, true, false",
        "complete, true, false, false",
        "completed, true, false, false",
        "failed, false, false, true",
        "error, false, false, false",
        "suspended, false, false, false"
    })
    void givesEachStatusItsShape(String status, boolean result, boolean progress, boolean reason) {
        sivi.moveTo(sivi.submit(), status);

        JsonNode body = Json.read(receiver.last().body()).path("body");
        assertThat(body.path("status").textValue()).isEqualTo(status);
        assertThat(body.path("result").isObject()).isEqualTo(result);
        assertThat(body.path("result").isNull()).isEqualTo(!result);
        assertThat(body.has("progress")).isEqualTo(progress);
        assertThat(body.has("reason")).isEqualTo(reason);
    }

    @Test
    void pushesEachStepOfProgress() {
        String job = sivi.submit();
        sivi.progress(job, 10);
        sivi.progress(job, 90);

        assertThat(receiver.received())
                .extracting(delivery ->
                        Json.read(delivery.body()).at("/body/progress").intValue())
                .containsExactly(10, 90);
    }

    @Test
    void flattensBodiesOnRequest() {
        sivi.flatBodies(true);
        sivi.moveTo(sivi.submit(), "failed");

        assertThat(receiver.last().body()).isEqualTo("{\"status\":\"failed\",\"result\":null}");
    }

    @Test
    void signsNothing() {
        sivi.moveTo(sivi.submit(), "pending");

        assertThat(receiver.last().headers().keySet())
                .noneMatch(name -> name.toLowerCase().matches(".*(signature|authorization|timestamp|key).*"));
    }

    @Test
    void neverRetries() {
        receiver.answer(500);
        sivi.moveTo(sivi.submit(), "complete");
        clock.advance(Duration.ofDays(2));

        assertThat(sivi.deliveries().deliverDue()).isZero();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void readsAsSomethingElseOnRequest() throws Exception {
        String job = sivi.submit();
        sivi.moveTo(job, "complete");
        sivi.readsAs(job, "processing");

        JsonNode told = read(client, job).json().path("body");
        assertThat(told.path("status").textValue()).isEqualTo("processing");
        assertThat(told.path("result").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?queryParams=",
                "?queryParams=nonsense",
                "?queryParams=%7B%7D",
                "?queryParams=%7B%22requestId%22%3A1%7D",
                "?queryParams=%7B%22requestId%22%3A%22unknown%22%7D",
                "?other=1"
            })
    void cannotReadWithoutAKnownRequest(String query) throws Exception {
        assertThat(client.get("/general/get-request-status" + query).line()).isEqualTo(INVALID);
    }

    @Test
    void hasNoOtherPaths() throws Exception {
        assertThat(client.post("/update-webhook", "{}").status()).isEqualTo(404);
        assertThat(client.get("/general/update-webhook").status()).isEqualTo(404);
    }

    @Test
    void knowsItsOwnWordsAlone() {
        String job = sivi.submit();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.moveTo(job, "done"))
                .withMessageContaining("pending, processing, complete, completed, failed, error, suspended");
        assertThatIllegalArgumentException().isThrownBy(() -> sivi.moveTo("unknown", "failed"));
        assertThatIllegalArgumentException().isThrownBy(() -> sivi.progress(job, 101));
    }

    private static VendorClient.Reply read(VendorClient client, String job) throws Exception {
        String query = URLEncoder.encode("{\"requestId\":\"" + job + "\"}", StandardCharsets.UTF_8);
        return client.get("/general/get-request-status?queryParams=" + query);
    }
}
