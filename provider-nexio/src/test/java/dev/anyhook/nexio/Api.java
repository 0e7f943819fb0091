package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.simulators.ApiCall;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointAdmin;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.RecordedPauses;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A simulated Nexio, the account that knows it, and a place for its secrets. */
final class Api implements AutoCloseable {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    static final URI URL = URI.create("https://hooks.example.com/webhooks/nexio-live");

    final NexioSimulator nexio = NexioSimulator.start();
    final Map<String, Secret> kept = new LinkedHashMap<>();
    final RecordedPauses transport;

    private Api(RecordedPauses transport) {
        this.transport = transport;
    }

    static Api patient() {
        return new Api(RecordedPauses.patient());
    }

    static Api impatient() {
        return new Api(RecordedPauses.impatient());
    }

    VendorAccount account() {
        return account(nexio.apiKey());
    }

    VendorAccount account(String key) {
        return VendorAccount.of(Secret.of(key)).at(nexio.api()).over(transport);
    }

    static EndpointAdmin endpoints() {
        return new NexioWebhooks().endpoints().orElseThrow();
    }

    EndpointRequest request() {
        return EndpointRequest.to(URL).withSecretSink(kept::put);
    }

    Configured configure() {
        return configure(request());
    }

    Configured configure(EndpointRequest request) {
        return (Configured) new NexioWebhooks().configure(request, account());
    }

    /** Makes an endpoint for another URL and returns its id. */
    String other(String path) {
        return configure(EndpointRequest.to(URI.create("https://other.example.com/" + path))
                        .withSecretSink((id, secret) -> {}))
                .endpointId();
    }

    /** Makes the next list say that there is no endpoint, whatever there is. */
    void listNothing() {
        answerNext(200, "[]");
    }

    /** Makes the next call answer {@code body}, written with single quotes. */
    void answerNext(int status, String body) {
        nexio.failNext(status, JSON, body.replace('\'', '"'));
    }

    ApiCall lastCall() {
        return nexio.calls().get(nexio.calls().size() - 1);
    }

    /** Method and path of each call so far. */
    List<String> calls() {
        return nexio.calls().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    /** The exception of a call that the vendor refused or did not answer, checked to show no key and no secret. */
    WebhookException failure(ThrowingCallable call) {
        WebhookException failure = catchThrowableOfType(WebhookException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.provider()).isEqualTo(NexioWebhooks.ID);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(nexio.apiKey()).doesNotContain("whsec_");
        }
        return failure;
    }

    static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }

    @Override
    public void close() {
        nexio.close();
    }
}
