package dev.anyhook.nexio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.LogText;
import dev.anyhook.spi.SecretSink;
import dev.anyhook.spi.VendorAnswer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the secrets that Nexio shows once, in its answers to two calls.
 *
 * <p>The answer to a rotation is not in the pages as far as they could be read; it is relied on to have a
 * {@code secret}, like the answer to a creation. Sources: Nexio, "Create Webhook Endpoint" and "Webhooks", read
 * 2026-11-01.
 */
final class NexioSecrets {
    private static final String SECRET = "secret";
    private static final String NAMELESS = "unknown";

    private NexioSecrets() {}

    /**
     * Gives the secret in {@code answer} to {@code sink} and returns the rest, of which nothing has been checked.
     *
     * @param endpointId whose secret it is; null when the answer says so, and {@code unknown} if it does not
     * @param lost what to do when there is no secret to be had from the answer
     */
    static JsonNode handOver(
            String operation, VendorAnswer answer, @Nullable String endpointId, SecretSink sink, String lost) {
        JsonNode json = parsed(answer, lost);
        String text = json.path(SECRET).textValue();
        String id = endpointId == null ? named(json) : endpointId;
        if (text == null || text.isBlank()) {
            throw answer.unintelligible("no " + SECRET + " for endpoint " + shown(id) + "; " + lost);
        }
        Secret secret = Secret.of(text.strip());
        try {
            sink.keep(id, secret);
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            WebhookException.Builder notKept = WebhookException.during(NexioWebhooks.ID, operation)
                    .message("the secret of endpoint " + shown(id) + " could not be kept ("
                            + failed.getClass().getName() + ") and is not shown again; " + lost)
                    .httpStatus(answer.status());
            boolean odd = !shown(id).equals(id); // Nexio chose the id, and a log would show all of it.
            boolean silent = tells(failed, secret.reveal()) || (odd && tells(failed, id));
            throw silent ? notKept.build() : notKept.causedBy(failed);
        }
        return json;
    }

    private static String named(JsonNode json) {
        String id = json.path(NexioFields.ID).textValue();
        return id == null || id.isBlank() ? NAMELESS : id;
    }

    private static JsonNode parsed(VendorAnswer answer, String lost) {
        try {
            return answer.json();
        } catch (WebhookException notJson) {
            throw answer.unintelligible("something that is not a JSON object; " + lost);
        }
    }

    /** Whether anything that a log would print of {@code failed} holds {@code text}. */
    private static boolean tells(Exception failed, String text) {
        var trace = new StringWriter();
        failed.printStackTrace(new PrintWriter(trace));
        return trace.toString().contains(text);
    }

    private static String shown(String id) {
        return LogText.of(id, 64);
    }
}
