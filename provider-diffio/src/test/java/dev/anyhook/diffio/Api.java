package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.simulators.ApiCall;
import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.RecordedPauses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A simulated Diffio and the account that knows it. */
final class Api implements AutoCloseable {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    final DiffioSimulator diffio = DiffioSimulator.start();
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
        return account(diffio.apiKey());
    }

    VendorAccount account(String key) {
        return VendorAccount.of(Secret.of(key)).at(diffio.api()).over(transport).with("mode", "live");
    }

    ApiCall lastCall() {
        return diffio.calls().get(diffio.calls().size() - 1);
    }

    /** The exception of a call that the vendor refused or did not answer, checked to show no key. */
    WebhookException failure(ThrowingCallable call) {
        WebhookException failure = catchThrowableOfType(WebhookException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.provider()).isEqualTo(DiffioWebhooks.ID);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(diffio.apiKey());
        }
        return failure;
    }

    static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }

    @Override
    public void close() {
        diffio.close();
    }
}
