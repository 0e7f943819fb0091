package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.WebhookException;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of {@code configure} when Diffio refuses, is silent, or says something else. */
class DiffioFailureTest {
    private static final EndpointRequest REQUEST =
            EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/diffio-live"));

    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    private ConfigureResult configure() {
        return configure(api.account());
    }

    private static ConfigureResult configure(VendorAccount account) {
        return new DiffioWebhooks().configure(REQUEST, account);
    }

    private WebhookException failure() {
        return api.failure(this::configure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | The vendor's own words.  | false | the vendor answered 400",
                "401 | Invalid API key.         | false | check the API key",
                "403 | API key is not active.   | false | webhooks:write",
                "404 | Target API key not found.| false | api-key-id",
                "405 | Method is not POST.      | false | check the API base",
                "500 | Missing endpoint id.     | false | look in the webhook portal before trying again",
                "503 | Svix is not configured.  | true  | try again later",
                "302 | Elsewhere.               | false | the vendor answered 302",
            })
    void saysWhatToDoAboutEachDocumentedError(int status, String words, boolean retryable, String advice) {
        api.diffio.failNext(status, Api.JSON, "{\"error\":\"" + words + "\"}");

        WebhookException failure = failure();

        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure).hasMessageContaining(words).hasMessageContaining(advice);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.operation()).isEqualTo("configure");
        assertThat(failure.vendorCode()).isEmpty();
        assertThat(api.diffio.calls()).hasSize(1);
    }

    @Test
    void passesOnWhatDiffioItselfRefuses() {
        String inactive = api.diffio.issueKey("admin", "webhooks:write");
        api.diffio.deactivateKey(inactive);
        String scoped = api.diffio.issueKey("webhooks:write");

        assertThat(api.failure(() -> configure(api.account("diffio_live_wrong")))
                        .httpStatus())
                .hasValue(401);
        assertThat(api.failure(() -> configure(api.account(inactive)))).hasMessageContaining("API key is not active.");
        assertThat(api.failure(() -> configure(api.account(scoped)))).hasMessageContaining("Privileged admin");
        assertThat(api.failure(() -> configure(api.account().with("api-key-id", "key_none"))))
                .hasMessageContaining("Target API key not found.");
        assertThat(api.diffio.endpointIds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Too much.\",\"code\":\"spendLimitExceeded\"}",
                "{\"error\":{\"code\":\"spendLimitExceeded\",\"message\":\"Too much.\",\"details\":[]}}"
            })
    void readsBothFormsOfAnError(String body) {
        api.diffio.failNext(402, Api.JSON, body);

        WebhookException failure = failure();

        assertThat(failure.vendorCode()).contains("spendLimitExceeded");
        assertThat(failure).hasMessageContaining("\"Too much.\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "null", "[]", "7", "{\"error\":7}", "{\"error\":{\"message\":[]}}", "{\"code\":{}}"
            })
    void survivesErrorsOfAnyOtherForm(String body) {
        api.diffio.failNext(400, Api.JSON, body);

        assertThat(failure()).hasMessage("diffio configure: the vendor answered 400");
    }

    @Test
    void handsOnHowLongToWait() {
        api.diffio.failNext(429, Map.of("Retry-After", "17"), "{\"error\":\"Slow down.\"}");

        WebhookException failure = failure();

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(failure.retryable()).isTrue();
        assertThat(api.transport.pauses()).isEmpty();
    }

    @Test
    void hidesTheKeyWhenDiffioRepeatsIt() {
        String key = api.diffio.apiKey();
        String body = "{\"error\":\"Bad key " + key + " in Bearer " + key + "\",\"code\":\"bad_" + key + "\"}";
        api.diffio.failNext(400, Api.JSON, body);

        WebhookException failure = failure();

        assertThat(failure).hasMessageContaining("[redacted]");
        assertThat(failure.vendorCode()).contains("bad_[redacted]");
    }

    @Test
    void makesNoSecondEndpointWhenTheAnswerIsLost() {
        api.diffio.loseNextAnswer();

        WebhookException failure = failure();

        assertThat(api.diffio.endpointIds()).hasSize(1);
        assertThat(api.diffio.calls()).hasSize(1);
        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure)
                .hasMessageContaining("it may have been done all the same; look in the webhook portal before trying");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void saysWhereToLookWhenAnEndpointMayHaveBeenMade(int status) {
        api.diffio.failNext(status);

        assertThat(failure())
                .hasMessageContaining("it may have been done all the same; look in the webhook portal before trying");
    }

    @Test
    void givesUpOnASilentVendorInTime() {
        try (Api silent = Api.impatient()) {
            silent.diffio.hangNext();

            WebhookException failure = silent.failure(() -> configure(silent.account()));

            assertThat(failure).hasMessageContaining("no whole answer within");
            assertThat(failure.retryable()).isFalse();
            assertThat(silent.diffio.calls()).hasSize(1);
        }
    }

    @Test
    void saysSoWhenNobodyListens() {
        VendorAccount account = api.account();
        api.close();

        WebhookException failure = api.failure(() -> configure(account));

        assertThat(failure).hasMessageContaining("no answer from the vendor");
        assertThat(failure.httpStatus()).isEmpty();
    }

    @Test
    void doesNotReadAnAnswerWithoutEnd() {
        api.diffio.failNext(200, Api.JSON, "{\"webhook\":{\"filler\":\"" + "x".repeat(20_000) + "\"}}");

        assertThat(failure()).hasMessageContaining("larger than 16384 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"webhook\":null}",
                "{\"webhook\":{\"endpointId\":null}}",
                "{\"webhook\":{\"endpointId\":\" \"}}",
                "{\"webhook\":{\"endpointId\":7}}",
                "{\"webhook\":{\"endpointId\":\"ep\\u001b[2J\"}}",
                "{\"endpointId\":\"ep_123\"}",
                "<html>Welcome</html>"
            })
    void doesNotPretendToKnowAnEndpointThatWasNotNamed(String body) {
        api.diffio.failNext(200, Api.JSON, body);

        WebhookException failure = failure();

        assertThat(failure).hasMessageContainingAll("webhook.endpointId", "look in the webhook portal");
        assertThat(failure.httpStatus()).hasValue(200);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void saysSoWhenTheAnswerBreaksOff() {
        api.diffio.garbageNext();

        assertThat(failure()).hasMessageContaining("webhook.endpointId");
    }

    /** The page's field table and its example differ in what the answer holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"webhook\":{\"endpointId\":\"ep_123\"}}",
                "{\"webhook\":{\"apiKeyId\":\"key_123\",\"mode\":\"live\",\"endpointId\":\"ep_123\"}}",
                "{\"new\":[1],\"webhook\":{\"svixEnv\":null,\"appId\":{},\"endpointId\":\"ep_123\",\"updatedAt\":7}}"
            })
    void needsOnlyTheEndpointIdOfAnAnswer(String body) {
        api.diffio.failNext(200, Api.JSON, body);

        assertThat(configure())
                .isInstanceOfSatisfying(
                        ActionRequired.class,
                        action -> assertThat(action.endpointId()).isEqualTo("ep_123"));
    }
}
