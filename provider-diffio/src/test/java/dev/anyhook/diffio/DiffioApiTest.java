package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Making an endpoint, over HTTP. */
class DiffioApiTest {
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

    @Test
    void makesAnEndpointAndSaysWhatAPersonMustDo() {
        ConfigureResult result = configure();

        assertThat(api.diffio.endpointIds()).hasSize(1);
        String made = api.diffio.endpointIds().get(0);
        assertThat(result).isInstanceOfSatisfying(ActionRequired.class, action -> {
            assertThat(action.endpointId()).isEqualTo(made);
            assertThat(action.instruction()).contains(made, "portal", "developer dashboard", "signing secret");
        });
        assertThat(result.toString()).doesNotContain(api.diffio.secretFromPortal(made), api.diffio.apiKey());
    }

    @Test
    void asksForEveryEventTypeUnlessSomeAreNamed() {
        configure();

        assertThat(api.lastCall().method()).isEqualTo("POST");
        assertThat(api.lastCall().path()).isEqualTo("/v1/webhooks/configure");
        assertThat(api.lastCall().body())
                .isEqualTo(Api.json("{'mode':'live','url':'https://hooks.example.com/webhooks/diffio-live',"
                        + "'eventTypes':['generation.completed','generation.failed','generation.processing',"
                        + "'generation.queued']}"));
    }

    @Test
    void asksForTheEventTypesNamedAndTheKeyMeant() {
        String other = api.diffio.apiKeyId(api.diffio.issueKey("read"));
        new DiffioWebhooks()
                .configure(
                        REQUEST.withEventTypes(Set.of("generation.failed", "generation.completed")),
                        api.account().with("mode", "test").with("api-key-id", other));

        assertThat(api.lastCall().body())
                .isEqualTo(Api.json("{'mode':'test','apiKeyId':'" + other
                        + "','url':'https://hooks.example.com/webhooks/diffio-live',"
                        + "'eventTypes':['generation.completed','generation.failed']}"));
    }

    @ParameterizedTest
    @CsvSource({"bearer, authorization", "x-api-key, x-api-key", "xi-api-key, xi-api-key"})
    void bringsTheKeyInTheHeaderOfChoice(String choice, String header) {
        configure(api.account().with("auth-header", choice));

        assertThat(api.lastCall().headerNames()).contains(header);
        assertThat(api.lastCall().headerNames().stream()
                        .filter(Set.of("authorization", "x-api-key", "xi-api-key")::contains))
                .hasSize(1);
        assertThat(api.diffio.endpointIds()).hasSize(1);
    }

    @Test
    void neverCallsTheSecretSinkBecauseNoSecretIsShown() {
        var result = new DiffioWebhooks()
                .configure(
                        REQUEST.withSecretSink((endpoint, secret) -> {
                            throw new AssertionError("got a secret for " + endpoint);
                        }),
                        api.account());

        assertThat(result).isInstanceOf(ActionRequired.class);
    }

    static Stream<Arguments> requestsAgainstTheRules() {
        Secret token = Secret.of("token-of-ours");
        return Stream.of(
                Arguments.of(EndpointRequest.to(URI.create("http://hooks.example.com/x")), "url must be https"),
                Arguments.of(EndpointRequest.to(URI.create("http://127.0.0.1/x")), "url must be https"),
                Arguments.of(REQUEST.withEventTypes(Set.of("generation.failed", "run.failed")), "'run.failed'"),
                Arguments.of(REQUEST.withDescription("ours"), "description must be absent"),
                Arguments.of(REQUEST.withBearer(token), "bearer must be absent"),
                Arguments.of(REQUEST.withUrlToken(token), "urlToken must be absent"));
    }

    @ParameterizedTest
    @MethodSource("requestsAgainstTheRules")
    void refusesWhatDiffioWouldNotTakeBeforeAnyCall(EndpointRequest request, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DiffioWebhooks().configure(request, api.account()))
                .withMessageContaining(why)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("token-of-ours"));
        assertThat(api.diffio.calls()).isEmpty();
    }

    @Test
    void takesHttpsInAnyCase() {
        var request = EndpointRequest.to(URI.create("HTTPS://hooks.example.com/x"));

        assertThat(new DiffioWebhooks().configure(request, api.account())).isInstanceOf(ActionRequired.class);
    }
}
