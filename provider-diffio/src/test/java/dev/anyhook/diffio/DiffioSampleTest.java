package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.WebhookException;
import dev.anyhook.simulators.SentDelivery;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.TestResult.Requested;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for a sample, over HTTP, and believing what comes of it. */
class DiffioSampleTest {
    private static final TestRequest REQUEST = TestRequest.of("generation.completed");

    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    private TestResult ask(TestRequest request) {
        return new DiffioWebhooks().test(request, api.account());
    }

    private WebhookException failure() {
        return api.failure(() -> ask(REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generation.queued", "generation.processing", "generation.failed", "generation.completed"})
    void namesTheEventThatThenArrivesSigned(String type) {
        var url = URI.create("https://hooks.example.com/webhooks/diffio-live");
        new DiffioWebhooks().configure(EndpointRequest.to(url), api.account());
        Secret secret =
                Secret.of(api.diffio.secretFromPortal(api.diffio.endpointIds().get(0)));
        JsonNode sample = Api.json("{'generationId':'gen_mine','apiProjectId':'proj_mine'}");

        Requested requested = (Requested) ask(new TestRequest(type, sample));

        VerificationResult verdict =
                new DiffioWebhooks().verify(arrived(api.diffio.deliveries().last()), TrustPolicy.signedWith(secret));
        assertThat(verdict).isInstanceOf(Verified.class);
        WebhookEvent event = ((Verified) verdict).event();
        assertThat(event.id()).isEqualTo(requested.eventId());
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.job())
                .isNotNull()
                .satisfies(job -> assertThat(job.jobId()).isEqualTo("gen_mine"));
        assertThat(event.json())
                .hasValueSatisfying(json ->
                        assertThat(json.path("apiProjectId").textValue()).isEqualTo("proj_mine"));
    }

    private static RawDelivery arrived(SentDelivery sent) {
        var headers = new LinkedHashMap<String, List<String>>();
        sent.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return Fixture.delivery(headers, sent.body(), Instant.now());
    }

    @Test
    void sendsWhatIsDocumentedAndNothingMore() {
        ask(REQUEST);

        assertThat(api.lastCall().method()).isEqualTo("POST");
        assertThat(api.lastCall().path()).isEqualTo("/v1/webhooks/send_test_event");
        assertThat(api.lastCall().body()).isEqualTo(Api.json("{'mode':'live','eventType':'generation.completed'}"));
    }

    @Test
    void namesTheKeyMeantAndTheSample() {
        String other = api.diffio.apiKeyId(api.diffio.issueKey("read"));
        var request = new TestRequest("generation.failed", Api.json("{'apiProjectId':'proj_123'}"));
        VendorAccount account = api.account().with("mode", "test").with("api-key-id", other);

        new DiffioWebhooks().test(request, account);

        assertThat(api.lastCall().body())
                .isEqualTo(Api.json("{'mode':'test','apiKeyId':'" + other
                        + "','eventType':'generation.failed','samplePayload':{'apiProjectId':'proj_123'}}"));
    }

    @Test
    void handsOnTheWholeAnswer() {
        Requested requested = (Requested) ask(REQUEST);

        assertThat(requested.answer())
                .containsEntry("svixMessageId", requested.eventId())
                .containsEntry("eventType", "generation.completed")
                .containsEntry("apiKeyId", api.diffio.apiKeyId())
                .containsEntry("mode", "live")
                .containsOnlyKeys("svixMessageId", "eventId", "eventType", "apiKeyId", "mode");
    }

    /** An older copy of the page has no apiKeyId in the answer, and the SDKs allow for nulls. */
    @Test
    void handsOnWhateverScalarsThereAre() {
        api.diffio.failNext(
                200,
                Api.JSON,
                "{\"svixMessageId\":\"msg_123\",\"mode\":null,\"attempts\":3,\"sent\":true,\"more\":{},\"list\":[1]}");

        assertThat(ask(REQUEST))
                .isEqualTo(
                        new Requested("msg_123", Map.of("svixMessageId", "msg_123", "attempts", "3", "sent", "true")));
    }

    @Test
    void refusesATypeThatDiffioDoesNotHaveBeforeAnyCall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(TestRequest.of("generation.cancelled")))
                .withMessageContaining("eventType must be among")
                .withMessageContaining("generation.queued")
                .withMessageContaining("'generation.cancelled'");
        assertThat(api.diffio.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'text'", "7", "null", "true"})
    void refusesASampleThatIsNoObjectBeforeAnyCall(String sample) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(new TestRequest("generation.failed", Api.json(sample))))
                .withMessage("samplePayload must be a JSON object");
        assertThat(api.diffio.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventType", "eventId", "createdAt", "apiKeyId", "status"})
    void refusesASampleWithAFieldThatDiffioSetsItselfBeforeAnyCall(String field) {
        JsonNode sample = Api.json("{'apiProjectId':'proj_1','" + field + "':null}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(new TestRequest("generation.failed", sample)))
                .withMessageContaining("samplePayload must not hold " + field);
        assertThat(api.diffio.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | samplePayload must be an object. | false | the vendor answered 400",
                "401 | Missing API key.                 | false | check the API key",
                "403 | Non-admin keys target themselves.| false | only an admin key may name another",
                "404 | Not found.                       | false | check the API base",
                "405 | Method is not POST.              | false | check the API base",
                "500 | Failed to send test webhook.     | false | it may have been done all the same",
                "503 | Unavailable.                     | true  | the vendor answered 503",
            })
    void saysWhatToDoAboutEachDocumentedError(int status, String words, boolean retryable, String advice) {
        api.diffio.failNext(status, Api.JSON, "{\"error\":\"" + words + "\"}");

        WebhookException failure = failure();

        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure).hasMessageContaining(words).hasMessageContaining(advice);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.operation()).isEqualTo("test");
        assertThat(api.diffio.calls()).hasSize(1);
    }

    @Test
    void passesOnWhatDiffioItselfRefuses() {
        String reader = api.diffio.issueKey("read");
        String scoped = api.diffio.issueKey("webhooks:write");
        var another = api.account(scoped).with("api-key-id", api.diffio.apiKeyId());

        assertThat(api.failure(() -> new DiffioWebhooks().test(REQUEST, api.account(reader))))
                .hasMessageContaining("webhooks:write");
        assertThat(api.failure(() -> new DiffioWebhooks().test(REQUEST, another))
                        .httpStatus())
                .hasValue(403);
        assertThat(new DiffioWebhooks().test(REQUEST, api.account(scoped))).isInstanceOf(Requested.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[\"svixMessageId\"]",
                "{\"svixMessageId\":null}",
                "{\"svixMessageId\":\"\"}",
                "{\"svixMessageId\":3}",
                "<html>"
            })
    void doesNotPretendToKnowAMessageThatWasNotNamed(String body) {
        api.diffio.failNext(200, Api.JSON, body);

        assertThat(failure()).hasMessageContainingAll("svixMessageId", "API base");
    }

    @Test
    void saysSoWhenTheAnswerBreaksOff() {
        api.diffio.garbageNext();
        assertThat(failure()).hasMessageContaining("svixMessageId");

        api.diffio.failNext(200, Api.JSON, "{\"svixMessageId\":\"msg_1\",");
        assertThat(failure()).hasMessageContaining("not JSON");
    }

    @Test
    void asksOnceOnly() {
        api.diffio.loseNextAnswer();

        assertThat(failure().retryable()).isFalse();
        assertThat(api.diffio.calls()).hasSize(1);
    }

    @Test
    void givesUpOnASilentVendorInTime() {
        try (Api silent = Api.impatient()) {
            silent.diffio.hangNext();

            assertThat(silent.failure(() -> new DiffioWebhooks().test(REQUEST, silent.account())))
                    .hasMessageContaining("no whole answer within");
        }
    }
}
