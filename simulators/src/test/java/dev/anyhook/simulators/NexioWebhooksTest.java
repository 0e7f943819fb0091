package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NexioWebhooksTest {
    private static final String GOOD =
            "{\"url\":\"https://hooks.example.com/nexio\",\"events\":[\"run.completed\",\"run.failed\"]}";

    private final MovableClock clock = MovableClock.startingAt(Instant.parse("2026-03-22T12:00:00Z"));
    private final NexioSimulator nexio = NexioSimulator.start(clock);
    private final VendorClient client = VendorClient.of(nexio);

    @AfterEach
    void close() {
        nexio.close();
    }

    @Test
    void createsWithEveryDocumentedField() throws Exception {
        VendorClient.Reply reply = client.post("/webhooks", """
                {"url":"https://hooks.example.com/nexio","events":["run.completed"],"description":"Production callback",
                "auth_token":"token_live_123"}""");

        JsonNode created = reply.json();
        assertThat(reply.status()).isEqualTo(201);
        assertThat(created.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "url",
                        "environment",
                        "events",
                        "description",
                        "active",
                        "auth_token_configured",
                        "webhook_version",
                        "created_at",
                        "updated_at",
                        "secret");
        assertThat(created.path("id").textValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(created.path("environment").textValue()).isEqualTo("live");
        assertThat(created.path("active").booleanValue()).isTrue();
        assertThat(created.path("auth_token_configured").booleanValue()).isTrue();
        assertThat(created.path("webhook_version").textValue()).isEqualTo("2026-03-22");
        assertThat(created.path("created_at").textValue()).isEqualTo("2026-03-22T12:00:00Z");
        assertThat(created.path("secret").textValue())
                .startsWith("whsec_")
                .isEqualTo(nexio.secretOf(created.path("id").textValue()));
        assertThat(reply.text()).doesNotContain("token_live_123");
    }

    @Test
    void saysTheSecretOnceOnly() throws Exception {
        String id = create();
        String secret = nexio.secretOf(id);

        assertThat(client.get("/webhooks").text()).contains(id).doesNotContain(secret);
        assertThat(client.send("PATCH", "/webhooks/" + id, "{\"active\":true}").text())
                .contains(id)
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"events\":[\"run.failed\"]}",
                "{\"url\":\"http://a.example\",\"events\":[\"run.failed\"]}",
                "{\"url\":\"https://a.example\"}",
                "{\"url\":\"https://a.example\",\"events\":[]}",
                "{\"url\":\"https://a.example\",\"events\":[\"run.started\"]}",
                "{\"url\":\"https://a.example\",\"events\":[\"evaluation.failed\"]}",
                "{\"url\":\"https://a.example\",\"events\":[\"run.failed\"],\"active\":\"yes\"}",
                "{\"url\":\"https://a.example\",\"events\":[\"run.failed\"],\"description\":1}",
                "{\"url\":\"https://a.example\",\"events\":[\"run.failed\"],\"auth_token\":\"a b\"}"
            })
    void refusesBadRequests(String body) throws Exception {
        VendorClient.Reply reply = client.post("/webhooks", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").textValue()).isEqualTo("invalid_request");
        assertThat(reply.json().path("message").textValue()).isNotBlank();
        assertThat(nexio.endpointIds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"description, 256", "auth_token, 1024"})
    void limitsLengths(String field, int longest) throws Exception {
        String body = GOOD.replace("{", "{\"" + field + "\":\"%s\",");

        assertThat(client.post("/webhooks", body.formatted("x".repeat(longest))).status())
                .isEqualTo(201);
        assertThat(client.post("/webhooks", body.formatted("x".repeat(longest + 1)))
                        .json()
                        .path("message")
                        .textValue())
                .isEqualTo(field + " must be a string of at most " + longest + " characters");
    }

    @Test
    void holdsTenActiveEndpoints() throws Exception {
        String first = create();
        for (int i = 1; i < 10; i++) {
            create();
        }

        VendorClient.Reply eleventh = client.post("/webhooks", GOOD);
        assertThat(eleventh.status()).isEqualTo(400);
        assertThat(eleventh.json().path("message").textValue()).contains("10 active");
        VendorClient.Reply inactive = client.post("/webhooks", GOOD.replace("{", "{\"active\":false,"));
        assertThat(inactive.status()).isEqualTo(201);
        String waiting = inactive.json().path("id").textValue();
        assertThat(client.send("PATCH", "/webhooks/" + waiting, "{\"active\":true}")
                        .status())
                .isEqualTo(400);

        client.send("DELETE", "/webhooks/" + first, "");

        assertThat(client.send("PATCH", "/webhooks/" + waiting, "{\"active\":true}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void listsBareOrWrapped() throws Exception {
        String id = create();

        assertThat(client.get("/webhooks").json().path(0).path("id").textValue())
                .isEqualTo(id);

        nexio.listWrapped(true);

        assertThat(client.get("/webhooks").json().at("/data/0/id").textValue()).isEqualTo(id);
    }

    @Test
    void updatesWhatIsNamedAndNothingElse() throws Exception {
        String id = client.post("/webhooks", GOOD.replace("{", "{\"description\":\"a\",\"auth_token\":\"b\","))
                .json()
                .path("id")
                .textValue();
        clock.advance(Duration.ofMinutes(1));

        JsonNode changed = client.send(
                        "PATCH",
                        "/webhooks/" + id,
                        "{\"description\":null,\"auth_token\":null,\"events\":[\"run.failed\"]}")
                .json();

        assertThat(changed.has("description")).isFalse();
        assertThat(changed.path("auth_token_configured").booleanValue()).isFalse();
        assertThat(changed.path("events").toString()).isEqualTo("[\"run.failed\"]");
        assertThat(changed.path("url").textValue()).isEqualTo("https://hooks.example.com/nexio");
        assertThat(changed.path("created_at").textValue()).isEqualTo("2026-03-22T12:00:00Z");
        assertThat(changed.path("updated_at").textValue()).isEqualTo("2026-03-22T12:01:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"secret\":\"x\"}", "{\"events\":[]}", "{\"url\":null}", "{\"active\":null}", "x"})
    void refusesUpdatesThatChangeNothingOrBadly(String body) throws Exception {
        assertThat(client.send("PATCH", "/webhooks/" + create(), body).status()).isEqualTo(400);
    }

    @Test
    void rotatesTheSecretAndSaysItOnce() throws Exception {
        String id = create();
        String old = nexio.secretOf(id);

        VendorClient.Reply reply = client.post("/webhooks/" + id + "/rotate-secret", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("secret").textValue())
                .isEqualTo(nexio.secretOf(id))
                .isNotEqualTo(old);
    }

    @Test
    void forgetsWhatIsDeleted() throws Exception {
        String id = create();

        assertThat(client.send("DELETE", "/webhooks/" + id, "").line()).isEqualTo("204 ");
        assertThat(client.get("/webhooks").text()).isEqualTo("[]");
        assertThat(client.send("DELETE", "/webhooks/" + id, "").line())
                .isEqualTo("404 {\"code\":\"not_found\",\"message\":\"webhook endpoint not found\"}");
        assertThat(client.post("/webhooks/" + id + "/rotate-secret", "").status())
                .isEqualTo(404);
    }

    @Test
    void asksForItsKey() throws Exception {
        String answer = "401 {\"code\":\"unauthorized\",\"message\":\"invalid or missing API key\"}";

        assertThat(new VendorClient(nexio.api()).get("/webhooks").line()).isEqualTo(answer);
        assertThat(new VendorClient(nexio.api(), "Authorization", "Bearer nx_live_guess")
                        .get("/webhooks")
                        .line())
                .isEqualTo(answer);
        assertThat(new VendorClient(nexio.api(), "X-API-Key", nexio.apiKey())
                        .get("/webhooks")
                        .line())
                .isEqualTo(answer);
    }

    @Test
    void takesTheOlderNamesOnRequest() throws Exception {
        nexio.eventNames(true);

        assertThat(client.post("/webhooks", GOOD).status()).isEqualTo(400);
        assertThat(client.post("/webhooks", GOOD.replace("run.", "evaluation.")).status())
                .isEqualTo(201);
    }

    @Test
    void namesItsEnvironment() throws Exception {
        try (var staging = NexioSimulator.start(clock, "staging_2")) {
            JsonNode created = VendorClient.of(staging).post("/webhooks", GOOD).json();

            assertThat(staging.apiKey()).matches("nx_staging_2_[0-9a-f]{64}");
            assertThat(created.path("environment").textValue()).isEqualTo("staging_2");
        }
        assertThat(nexio.apiKey()).matches("nx_live_[0-9a-f]{64}");
        assertThatIllegalArgumentException().isThrownBy(() -> NexioSimulator.start(clock, "admin"));
        assertThatIllegalArgumentException().isThrownBy(() -> NexioSimulator.start(clock, "Dev"));
    }

    @Test
    void hasNoOtherOperations() throws Exception {
        String id = create();

        assertThat(client.get("/webhooks/" + id).status()).isEqualTo(405);
        assertThat(client.send("PUT", "/webhooks", "{}").status()).isEqualTo(405);
        assertThat(client.post("/webhooks/" + id + "/1", GOOD).status()).isEqualTo(404);
        assertThat(client.get("/engines").status()).isEqualTo(404);
        assertThat(new VendorClient(nexio.origin()).get("/health").line()).isEqualTo("200 {\"status\":\"ok\"}");
    }

    private String create() throws Exception {
        VendorClient.Reply reply = client.post("/webhooks", GOOD);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().path("id").textValue();
    }
}
