package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.Unreachable;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Making an endpoint, over HTTP. */
final class NexioApiTest {
    private static final Secret TOKEN = Secret.of("token_live_123");
    private static final EndpointRequest KEPT = EndpointRequest.to(Api.URL).withSecretSink((id, secret) -> {});

    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void makesAnEndpointAndKeepsItsSecret() {
        Configured result = api.configure();

        String made = api.nexio.endpointIds().get(0);
        assertThat(result).isEqualTo(new Configured(made, Change.CREATED, true, List.of()));
        assertThat(api.kept).containsOnlyKeys(made).containsValue(Secret.of(api.nexio.secretOf(made)));
        assertThat(result.toString()).doesNotContain("whsec_", api.nexio.apiKey());
        assertThat(api.calls()).containsExactly("GET /api/v1/webhooks", "POST /api/v1/webhooks");
    }

    @Test
    void asksForEveryEventTypeAndNothingElseUnlessTold() {
        api.configure();

        assertThat(api.lastCall().body())
                .isEqualTo(Api.json("{'url':'https://hooks.example.com/webhooks/nexio-live',"
                        + "'events':['run.completed','run.failed']}"));
        assertThat(api.lastCall().headerNames()).contains("authorization", "content-type");
    }

    @Test
    void asksForWhatItIsTold() {
        Configured result = api.configure(api.request()
                .withEventTypes(Set.of("run.failed"))
                .withDescription("Production callback")
                .withBearer(TOKEN));

        assertThat(result.notes()).isEmpty();
        assertThat(api.lastCall().body())
                .isEqualTo(Api.json("{'url':'https://hooks.example.com/webhooks/nexio-live','events':['run.failed'],"
                        + "'description':'Production callback','auth_token':'token_live_123'}"));
    }

    @Test
    void takesTheSampleAnswerOfTheDocumentation() {
        api.listNothing();
        api.answerNext(201, """
                {'id': '550e8400-e29b-41d4-a716-446655440000', 'url': 'https://api.example.com/nexio/webhooks',
                 'environment': 'live', 'events': ['run.completed', 'run.failed'],
                 'description': 'Production callback', 'active': true, 'auth_token_configured': true,
                 'webhook_version': '2026-03-22', 'secret': 'whsec_abc123def456',
                 'created_at': '2026-03-22T12:00:00Z', 'updated_at': '2026-03-22T12:00:00Z'}""");

        assertThat(api.configure().endpointId()).isEqualTo("550e8400-e29b-41d4-a716-446655440000");
        assertThat(api.kept).containsEntry("550e8400-e29b-41d4-a716-446655440000", Secret.of("whsec_abc123def456"));
    }

    @Test
    void saysWhatTheNewEndpointDoesNotDo() {
        api.listNothing();
        api.answerNext(201, "{'id':'e1','secret':'whsec_a1','active':false,'auth_token_configured':false}");

        Configured result = api.configure(api.request().withBearer(TOKEN));

        assertThat(result.notes()).hasSize(2);
        assertThat(result.notes().get(0)).contains("inactive");
        assertThat(result.notes().get(1)).contains("bearer").doesNotContain(TOKEN.reveal());
    }

    @Test
    void makesAnEndpointBesidesThoseOfOtherUrls() {
        String other = api.other("a");
        Configured result = api.configure();

        assertThat(result.change()).isEqualTo(Change.CREATED);
        assertThat(api.nexio.endpointIds()).containsExactly(other, result.endpointId());
    }

    static Stream<Arguments> requestsAgainstTheRules() {
        String longest = "\uD83D\uDE00".repeat(256);
        return Stream.of(
                Arguments.of(EndpointRequest.to(Api.URL), "secretSink"),
                Arguments.of(sinking("http://hooks.example.com/x"), "url must be https"),
                Arguments.of(sinking("http://127.0.0.1/x"), "url must be https"),
                Arguments.of(sinking("ftp://hooks.example.com/x"), "url must be https"),
                Arguments.of(KEPT.withEventTypes(Set.of("run.failed", "run.started")), "'run.started'"),
                Arguments.of(KEPT.withEventTypes(Set.of("evaluation.failed")), "[run.completed, run.failed]"),
                Arguments.of(KEPT.withDescription(longest + "x"), "description has 257 characters"),
                Arguments.of(KEPT.withBearer(Secret.of("t".repeat(1025))), "bearer has 1025 characters"),
                Arguments.of(KEPT.withBearer(Secret.of("two words")), "bearer must be visible ASCII"),
                Arguments.of(KEPT.withBearer(Secret.of("caf\u00e9")), "bearer must be visible ASCII"),
                Arguments.of(KEPT.withUrlToken(TOKEN), "urlToken must be absent"));
    }

    private static EndpointRequest sinking(String url) {
        return EndpointRequest.to(URI.create(url)).withSecretSink((id, secret) -> {});
    }

    @ParameterizedTest
    @MethodSource("requestsAgainstTheRules")
    void refusesWhatNexioWouldBeforeAnyCall(EndpointRequest request, String why) {
        var transport = new Unreachable();
        VendorAccount account = VendorAccount.of(Secret.of("nx_test_1")).over(transport);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NexioWebhooks().configure(request, account))
                .withMessageContaining(why)
                .withMessageNotContainingAny(TOKEN.reveal(), "two words", "caf\u00e9");
        assertThat(transport.calls()).isZero();
    }

    @Test
    void takesTheLongestThatNexioTakes() {
        Configured result =
                api.configure(api.request().withDescription("d".repeat(256)).withBearer(Secret.of("t".repeat(1024))));

        assertThat(result.change()).isEqualTo(Change.CREATED);
    }

    @Test
    void refusesAnEleventhActiveEndpointAndSaysWhichCouldGo() {
        for (int i = 0; i < 10; i++) {
            api.other("not-for-logs-" + i + "?key=not-for-logs");
        }
        WebhookException failure = api.failure(api::configure);

        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure)
                .hasMessageContaining("10 active endpoints")
                .hasMessageContaining("(https://other.example.com)")
                .message()
                .contains(api.nexio.endpointIds())
                .doesNotContain("not-for-logs");
        assertThat(api.nexio.endpointIds()).hasSize(10);
    }

    @Test
    void countsActiveEndpointsOnly() {
        for (int i = 0; i < 10; i++) {
            api.other("hook-" + i);
        }
        Api.endpoints()
                .update(api.nexio.endpointIds().get(3), EndpointChange.none().withActive(false), api.account());

        assertThat(api.configure().change()).isEqualTo(Change.CREATED);
    }

    @Test
    void saysThatThereIsNoSampleAndWhatToDoInstead() {
        assertThat(new NexioWebhooks()
                        .test(TestRequest.of("run.completed"), api.account())
                        .toString())
                .contains("Unavailable", "anyhook send");
        assertThat(api.nexio.calls()).isEmpty();
    }
}
