package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffioTestEventTest {
    private static final String PATH = "/webhooks/send_test_event";

    private final DiffioSimulator diffio = DiffioSimulator.start();
    private final VendorClient client = VendorClient.of(diffio);
    private final LoopbackReceiver receiver = new LoopbackReceiver();

    DiffioTestEventTest() throws IOException {}

    @BeforeEach
    void route() {
        diffio.deliverVia(receiver.origin());
    }

    @AfterEach
    void close() {
        diffio.close();
        receiver.close();
    }

    @Test
    void reachesEveryEndpointOfThatKeyAndMode() throws Exception {
        String other = diffio.issueKey("webhooks:write");
        configure("live", "/one", diffio.apiKeyId());
        configure("live", "/two", diffio.apiKeyId());
        configure("test", "/three", diffio.apiKeyId());
        configure("live", "/four", diffio.apiKeyId(other));

        JsonNode answer = client.post(PATH, "{\"eventType\":\"generation.queued\",\"mode\":\"live\"}")
                .json();

        assertThat(receiver.received())
                .extracting(LoopbackReceiver.Received::target)
                .containsExactlyInAnyOrder("/one", "/two");
        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-id"))
                .containsOnly(answer.path("svixMessageId").textValue());
        JsonNode payload = Json.read(receiver.last().body());
        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("svixMessageId", "eventId", "eventType", "apiKeyId", "mode");
        assertThat(payload.path("eventId")).isEqualTo(answer.path("eventId"));
        assertThat(payload.path("apiKeyId").textValue()).isEqualTo(diffio.apiKeyId());
        assertThat(payload.path("status").textValue()).isEqualTo("queued");
    }

    @Test
    void mergesTheSampleExceptProtectedFields() throws Exception {
        configure("live", "/hook", diffio.apiKeyId());

        JsonNode answer = client.post(PATH, """
                        {"eventType":"generation.failed","mode":"live","samplePayload":{"apiProjectId":"proj_9",
                        "generationId":"gen_9","hasVideo":true,"extra":[1],"eventType":"x","eventId":"x","createdAt":"x",
                        "apiKeyId":"x","status":"x"}}""").json();

        JsonNode payload = Json.read(receiver.last().body());
        assertThat(payload.path("apiProjectId").textValue()).isEqualTo("proj_9");
        assertThat(payload.path("generationId").textValue()).isEqualTo("gen_9");
        assertThat(payload.path("hasVideo").booleanValue()).isTrue();
        assertThat(payload.path("extra").toString()).isEqualTo("[1]");
        assertThat(payload.path("eventType").textValue()).isEqualTo("generation.failed");
        assertThat(payload.path("eventId")).isEqualTo(answer.path("eventId"));
        assertThat(payload.path("apiKeyId").textValue()).isEqualTo(diffio.apiKeyId());
        assertThat(payload.path("status").textValue()).isEqualTo("error");
        assertThat(payload.path("createdAt").textValue()).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense                                                                   | Invalid JSON body.
            {"mode":"live"}                                                            | eventType is required.
            {"eventType":"generation.done","mode":"live"}                              | eventType is not supported.
            {"eventType":"generation.failed","mode":"both"}                            | mode must be test or live.
            {"eventType":"generation.failed","mode":"live","samplePayload":[]}         | samplePayload must be an object.
            """)
    void refusesBadRequests(String body, String error) throws Exception {
        assertThat(client.post(PATH, body).line()).isEqualTo("400 {\"error\":\"" + error + "\"}");
    }

    @Test
    void letsOnlyAdminsNameAnotherKey() throws Exception {
        String scoped = diffio.issueKey("webhooks:write");
        String body = "{\"eventType\":\"generation.failed\",\"mode\":\"live\",\"apiKeyId\":\"%s\"}";
        VendorClient restricted = new VendorClient(diffio.api(), "X-Api-Key", scoped);

        assertThat(restricted.post(PATH, body.formatted(diffio.apiKeyId())).line())
                .isEqualTo("403 {\"error\":\"Non-admin keys can only target themselves.\"}");
        assertThat(restricted
                        .post(PATH, body.formatted(diffio.apiKeyId(scoped)))
                        .status())
                .isEqualTo(200);
        assertThat(client.post(PATH, body.formatted(diffio.apiKeyId(scoped))).status())
                .isEqualTo(200);
    }

    @Test
    void needsThePermissionToWriteWebhooks() throws Exception {
        VendorClient reader = new VendorClient(diffio.api(), "X-Api-Key", diffio.issueKey("read"));

        assertThat(reader.post(PATH, "{\"eventType\":\"generation.failed\",\"mode\":\"live\"}")
                        .line())
                .isEqualTo("403 {\"error\":\"Missing webhooks:write permission.\"}");
    }

    private void configure(String mode, String path, String keyId) throws Exception {
        VendorClient.Reply reply = client.post(
                "/webhooks/configure",
                "{\"mode\":\"%s\",\"url\":\"https://hooks.example.com%s\",\"eventTypes\":[\"generation.completed\"],\"apiKeyId\":\"%s\"}"
                        .formatted(mode, path, keyId));
        assertThat(reply.status()).isEqualTo(200);
    }
}
