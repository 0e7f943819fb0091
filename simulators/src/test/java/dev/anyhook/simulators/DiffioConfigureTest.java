package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffioConfigureTest {
    private static final String PATH = "/webhooks/configure";
    private static final String GOOD = """
            {"mode":"live","url":"https://hooks.example.com/diffio?a=b","eventTypes":["generation.completed"]}""";

    private final DiffioSimulator diffio =
            DiffioSimulator.start(MovableClock.startingAt(Instant.parse("2026-05-09T12:00:00Z")));
    private final VendorClient client = VendorClient.of(diffio);

    @AfterEach
    void close() {
        diffio.close();
    }

    @Test
    void answersWithEveryDocumentedFieldAndWithoutTheSecret() throws Exception {
        VendorClient.Reply reply = client.post(PATH, GOOD);

        JsonNode webhook = reply.json().path("webhook");
        String endpointId = diffio.endpointIds().get(0);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(webhook.fieldNames())
                .toIterable()
                .containsExactly(
                        "apiKeyId",
                        "mode",
                        "svixEnv",
                        "appId",
                        "endpointId",
                        "eventTypes",
                        "url",
                        "signing",
                        "updatedAt",
                        "updatedByKeyId");
        assertThat(webhook.path("endpointId").textValue()).isEqualTo(endpointId);
        assertThat(webhook.path("apiKeyId").textValue()).isEqualTo(diffio.apiKeyId());
        assertThat(webhook.path("updatedByKeyId").textValue()).isEqualTo(diffio.apiKeyId());
        assertThat(webhook.path("url").textValue()).isEqualTo("https://hooks.example.com/diffio?a=b");
        assertThat(webhook.path("signing").textValue()).isEqualTo("svix");
        assertThat(webhook.path("updatedAt").textValue()).isEqualTo("2026-05-09T12:00:00Z");
        assertThat(diffio.secretFromPortal(endpointId)).matches("whsec_[A-Za-z0-9+/]{32}");
        assertThat(reply.text()).doesNotContain("whsec_");
    }

    @Test
    void createsAnotherEndpointOnEachCall() throws Exception {
        client.post(PATH, GOOD);
        client.post(PATH, GOOD);

        List<String> ids = diffio.endpointIds();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(diffio.secretFromPortal(ids.get(0))).isNotEqualTo(diffio.secretFromPortal(ids.get(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                                       | Invalid JSON body.
            []                                                                                      | Invalid JSON body.
            {} trailing                                                                             | Invalid JSON body.
            {"mode":"prod","url":"https://a.example","eventTypes":["generation.failed"]}             | mode must be test or live.
            {"url":"https://a.example","eventTypes":["generation.failed"]}                           | mode must be test or live.
            {"mode":"live","url":"http://a.example","eventTypes":["generation.failed"]}              | url must be HTTPS.
            {"mode":"live","url":"https://","eventTypes":["generation.failed"]}                      | url must be HTTPS.
            {"mode":"live","eventTypes":["generation.failed"]}                                       | url must be HTTPS.
            {"mode":"live","url":"https://a.example","eventTypes":[]}                                | eventTypes must be a non-empty array.
            {"mode":"live","url":"https://a.example","eventTypes":"generation.failed"}               | eventTypes must be a non-empty array.
            {"mode":"live","url":"https://a.example","eventTypes":["generation.failed","x"]}         | Event type is unsupported.
            """)
    void refusesBadRequests(String body, String error) throws Exception {
        VendorClient.Reply reply = client.post(PATH, body);

        assertThat(reply.line()).isEqualTo("400 {\"error\":\"" + error + "\"}");
        assertThat(diffio.endpointIds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Api-Key", "Xi-Api-Key", "xi-api-key"})
    void takesTheKeyInEachDocumentedHeader(String header) throws Exception {
        VendorClient other = new VendorClient(diffio.api(), header, diffio.apiKey());

        assertThat(other.post(PATH, GOOD).status()).isEqualTo(200);
    }

    @Test
    void asksForAKey() throws Exception {
        assertThat(new VendorClient(diffio.api()).post(PATH, GOOD).line())
                .isEqualTo("401 {\"error\":\"Missing API key.\"}");
        assertThat(new VendorClient(diffio.api(), "X-Api-Key", "diffio_live_guess")
                        .post(PATH, GOOD)
                        .line())
                .isEqualTo("401 {\"error\":\"Invalid API key.\"}");
    }

    @Test
    void refusesKeysThatMayNot() throws Exception {
        String reader = diffio.issueKey("read");
        String scoped = diffio.issueKey("webhooks:write");
        String former = diffio.issueKey("admin", "webhooks:write");
        diffio.deactivateKey(former);

        assertThat(with(reader).post(PATH, GOOD).line())
                .isEqualTo("403 {\"error\":\"Missing webhooks:write permission.\"}");
        assertThat(with(scoped).post(PATH, GOOD).line())
                .isEqualTo("403 {\"error\":\"Privileged admin API key required.\"}");
        assertThat(with(former).post(PATH, GOOD).line()).isEqualTo("403 {\"error\":\"API key is not active.\"}");
    }

    @Test
    void configuresForAnotherKeyOfTheAccount() throws Exception {
        String other = diffio.apiKeyId(diffio.issueKey("webhooks:write"));

        JsonNode webhook = client.post(PATH, GOOD.replace("{", "{\"apiKeyId\":\"" + other + "\","))
                .json()
                .path("webhook");

        assertThat(webhook.path("apiKeyId").textValue()).isEqualTo(other);
        assertThat(webhook.path("updatedByKeyId").textValue()).isEqualTo(diffio.apiKeyId());
    }

    @Test
    void doesNotFindKeysOfOtherAccounts() throws Exception {
        assertThat(client.post(PATH, GOOD.replace("{", "{\"apiKeyId\":\"key_123\","))
                        .line())
                .isEqualTo("404 {\"error\":\"Target API key not found.\"}");
    }

    @Test
    void answersPreflightsWithoutAKey() throws Exception {
        VendorClient.Reply reply = new VendorClient(diffio.api()).send("OPTIONS", PATH, "");

        assertThat(reply.line()).isEqualTo("204 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void allowsNothingButPost(String method) throws Exception {
        VendorClient.Reply reply = client.send(method, PATH, "");

        assertThat(reply.line()).isEqualTo("405 {\"error\":\"Method is not POST.\"}");
        assertThat(reply.http().headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    }

    private VendorClient with(String key) {
        return new VendorClient(diffio.api(), "Authorization", "Bearer " + key);
    }
}
