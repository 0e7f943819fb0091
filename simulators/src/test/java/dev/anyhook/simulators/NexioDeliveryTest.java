package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NexioDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-03-22T12:00:00Z");
    private static final String SECRET_OF_THE_DOCUMENTATION = "whsec_abc123def456";

    private final MovableClock clock = MovableClock.startingAt(NOW);
    private final NexioSimulator nexio = NexioSimulator.start(clock);
    private final VendorClient client = VendorClient.of(nexio);
    private final LoopbackReceiver receiver = new LoopbackReceiver();

    NexioDeliveryTest() throws IOException {}

    @BeforeEach
    void route() {
        nexio.deliverVia(receiver.origin());
    }

    @AfterEach
    void close() {
        nexio.close();
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({
        "RAW, 3681e63d3330eadf2ef7bc7d443ab1ce01bcddeaec56b110db5d4f80c95fa4b4",
        "STRIP_PREFIX, ff683ad837bc218b413b38c77599161796111e76ebe149b724333e56a3868a5d",
        "BASE64, 12f2bc665a71b74eeb48c135fca3e5b07863ac832abd8d6ce7ef615504d9a05b"
    })
    void signsTheKnownVector(NexioKeyReading reading, String expected) {
        String body = "{\"id\":\"evt_123\",\"type\":\"run.completed\"}";

        String signature = NexioSigning.headers(
                        "id",
                        "run.completed",
                        body.getBytes(StandardCharsets.UTF_8),
                        Instant.ofEpochSecond(1774180800),
                        List.of(SECRET_OF_THE_DOCUMENTATION),
                        reading,
                        null)
                .get("X-Nexio-Signature");

        assertThat(signature).isEqualTo("t=1774180800,v1=" + expected);
        assertThat(HmacByDefinition.hex(key(SECRET_OF_THE_DOCUMENTATION, reading), "1774180800." + body))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"RAW", "STRIP_PREFIX", "BASE64"})
    void signsDeliveriesByTheChosenReading(NexioKeyReading reading) throws Exception {
        String id = create("");
        nexio.keyReading(reading);
        nexio.moveTo(nexio.submit(), "completed");

        assertThat(receiver.last().header("X-Nexio-Signature"))
                .isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + signature(nexio.secretOf(id), reading));
    }

    @Test
    void carriesTheDocumentedHeaders() throws Exception {
        create("\"auth_token\":\"token_live_123\",");
        nexio.moveTo(nexio.submit(), "failed");

        LoopbackReceiver.Received delivery = receiver.last();
        assertThat(delivery.target()).isEqualTo("/nexio");
        assertThat(delivery.header("Content-Type")).isEqualTo("application/json");
        assertThat(delivery.header("User-Agent")).isEqualTo("Nexio-Webhooks/1.0");
        assertThat(delivery.header("X-Nexio-Event")).isEqualTo("run.failed");
        assertThat(delivery.header("X-Nexio-Delivery"))
                .isEqualTo(nexio.deliveries().last().id())
                .hasSize(36);
        assertThat(delivery.header("X-Nexio-Timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(delivery.header("X-Nexio-Webhook-Version")).isEqualTo("2026-03-22");
        assertThat(delivery.header("Authorization")).isEqualTo("Bearer token_live_123");
    }

    @Test
    void sendsNoAuthorizationWithoutAToken() throws Exception {
        create("");
        nexio.moveTo(nexio.submit(), "failed");

        assertThat(receiver.last().header("Authorization")).isNull();
    }

    @Test
    void signsWithOldAndNewSecretForADay() throws Exception {
        String id = create("");
        String old = nexio.secretOf(id);
        client.post("/webhooks/" + id + "/rotate-secret", "");
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        nexio.moveTo(nexio.submit(), "completed");

        assertThat(receiver.last().header("X-Nexio-Signature"))
                .endsWith(",v1=" + signature(nexio.secretOf(id), NexioKeyReading.RAW) + ",v1="
                        + signature(old, NexioKeyReading.RAW));

        clock.advance(Duration.ofSeconds(1));
        nexio.moveTo(nexio.submit(), "completed");

        assertThat(receiver.last().header("X-Nexio-Signature"))
                .endsWith(",v1=" + signature(nexio.secretOf(id), NexioKeyReading.RAW))
                .containsOnlyOnce("v1=");
    }

    @Test
    void givesEachEndpointADeliveryOfTheSameEvent() throws Exception {
        create("");
        create("");
        nexio.moveTo(nexio.submit(), "completed");

        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("X-Nexio-Delivery"))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(receiver.received().get(0).body())
                .isEqualTo(receiver.received().get(1).body());
    }

    @ParameterizedTest
    @CsvSource({
        "queued, , queued, queued",
        "processing, , processing, processing",
        "completed, run.completed, completed, completed",
        "degraded, run.completed, completed, degraded",
        "failed, run.failed, failed, failed"
    })
    void pushesOnlyEndsAndReadsBothWays(String status, String event, String asJob, String asRun) throws Exception {
        create("");
        String run = nexio.submit();
        clock.advance(Duration.ofSeconds(3));
        nexio.moveTo(run, status);

        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("X-Nexio-Event"))
                .isEqualTo(event == null ? List.of() : List.of(event));
        JsonNode job = client.get("/jobs/" + run).json();
        JsonNode read = client.get("/runs/" + run).json();
        assertThat(job.path("status").textValue()).isEqualTo(asJob);
        assertThat(read.path("status").textValue()).isEqualTo(asRun);
        assertThat(read.path("run_id").textValue()).isEqualTo(run);
        assertThat(read.path("environment").textValue()).isEqualTo("live");
        assertThat(read.path("created_at").textValue()).isEqualTo("2026-03-22T12:00:00.000Z");
        assertThat(read.has("completed_at")).isEqualTo(event != null);
        assertThat(read.has("error")).isEqualTo(status.equals("failed"));
        assertThat(read.path("output").has("degradation_reason")).isEqualTo(status.equals("degraded"));
        if (event != null) {
            JsonNode pushed = Json.read(receiver.last().body());
            assertThat(pushed.path("type").textValue()).isEqualTo(event);
            assertThat(pushed.path("id").textValue()).startsWith("evt_");
            assertThat(pushed.at("/data/run")).isEqualTo(read);
        }
    }

    @Test
    void usesTheOlderNamesOnRequest() throws Exception {
        create("");
        nexio.eventNames(true);
        nexio.moveTo(nexio.submit(), "failed");

        assertThat(receiver.last().header("X-Nexio-Event")).isEqualTo("evaluation.failed");
        assertThat(Json.read(receiver.last().body()).path("type").textValue()).isEqualTo("evaluation.failed");
    }

    @Test
    void readsAsSomethingElseOnRequest() throws Exception {
        String run = nexio.submit();
        nexio.moveTo(run, "completed");
        nexio.readsAs(run, "processing");

        assertThat(client.get("/jobs/" + run).json().path("status").textValue()).isEqualTo("processing");
        assertThat(client.get("/runs/" + run).json().path("status").textValue()).isEqualTo("processing");
        assertThat(client.get("/jobs/" + run).json().has("output")).isFalse();
    }

    @Test
    void doesNotFindUnknownRuns() throws Exception {
        String answer = "404 {\"code\":\"not_found\",\"message\":\"run not found\"}";

        assertThat(client.get("/jobs/unknown").line()).isEqualTo(answer);
        assertThat(client.get("/runs/unknown").line()).isEqualTo(answer);
        assertThatIllegalArgumentException().isThrownBy(() -> nexio.moveTo("unknown", "failed"));
        assertThatIllegalArgumentException().isThrownBy(() -> nexio.moveTo(nexio.submit(), "done"));
    }

    @Test
    void retriesUnderOneIdWithAFreshTimestampUntilItGivesUp() throws Exception {
        create("");
        receiver.answer(500, 500, 500, 500, 500);
        nexio.moveTo(nexio.submit(), "completed");

        while (nexio.deliveries().nextDue().isPresent()) {
            clock.set(nexio.deliveries().nextDue().get());
            nexio.deliveries().deliverDue();
        }

        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("X-Nexio-Delivery"))
                .hasSize(5)
                .containsOnly(nexio.deliveries().last().id());
        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("X-Nexio-Timestamp"))
                .doesNotHaveDuplicates();
    }

    @Test
    void cancelsWhatIsPendingWhenAnEndpointIsDeactivated() throws Exception {
        String id = create("");
        receiver.answer(500);
        nexio.moveTo(nexio.submit(), "completed");
        client.send("PATCH", "/webhooks/" + id, "{\"active\":false}");
        client.send("PATCH", "/webhooks/" + id, "{\"active\":true}");
        clock.advance(Duration.ofDays(1));

        assertThat(nexio.deliveries().deliverDue()).isZero();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void cancelsWhatIsPendingWhenAnEndpointIsDeleted() throws Exception {
        String id = create("");
        receiver.answer(500);
        nexio.moveTo(nexio.submit(), "completed");
        client.send("DELETE", "/webhooks/" + id, "");
        clock.advance(Duration.ofDays(1));

        assertThat(nexio.deliveries().deliverDue()).isZero();
    }

    @Test
    void keepsTheTargetOfWhatIsPendingWhenTheUrlChanges() throws Exception {
        String id = create("");
        receiver.answer(500);
        nexio.moveTo(nexio.submit(), "completed");
        client.send("PATCH", "/webhooks/" + id, "{\"url\":\"https://hooks.example.com/new\"}");
        clock.advance(Duration.ofDays(1));
        nexio.deliveries().deliverDue();
        nexio.moveTo(nexio.submit(), "completed");

        assertThat(receiver.received())
                .extracting(LoopbackReceiver.Received::target)
                .containsExactly("/nexio", "/nexio", "/new");
    }

    private String create(String more) throws Exception {
        return client.post(
                        "/webhooks",
                        "{" + more
                                + "\"url\":\"https://hooks.example.com/nexio\",\"events\":[\"run.completed\",\"run.failed\"]}")
                .json()
                .path("id")
                .textValue();
    }

    private String signature(String secret, NexioKeyReading reading) {
        return HmacByDefinition.hex(
                key(secret, reading),
                receiver.last().header("X-Nexio-Timestamp") + "."
                        + receiver.last().body());
    }

    private static byte[] key(String secret, NexioKeyReading reading) {
        String stripped = secret.substring("whsec_".length());
        return switch (reading) {
            case RAW -> secret.getBytes(StandardCharsets.UTF_8);
            case STRIP_PREFIX -> stripped.getBytes(StandardCharsets.UTF_8);
            case BASE64 -> Base64.getDecoder().decode(stripped);
        };
    }
}
