package dev.anyhook.diffio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Diffio's two webhook calls. Neither is repeated, because neither is documented to be safe to repeat. */
final class DiffioApi {
    private static final String ENDPOINT_ID = "webhook.endpointId";
    private static final String MESSAGE_ID = "svixMessageId";
    private static final JsonFields CONFIGURED = JsonFields.of(ENDPOINT_ID);
    private static final JsonFields REQUESTED = JsonFields.of(MESSAGE_ID);
    private static final Set<String> SET_BY_DIFFIO = Set.of("eventType", "eventId", "createdAt", "apiKeyId", "status");
    private static final String LOOK_FIRST = "look in the webhook portal before trying again";
    private static final String CHECK_KEY = "check the API key";
    private static final String CHECK_BASE = "check the API base";

    private DiffioApi() {}

    /**
     * Makes an endpoint. What a second call for the same URL does is not documented, so expect a second endpoint; and
     * no call returns the signing secret.
     *
     * <p>The field table of the answer and its example differ: {@code svixEnv}, {@code appId} and {@code updatedAt} are
     * in the example only. Only {@code endpointId} is relied on. Sources: Diffio, "Configure webhook", and "Webhooks"
     * for the portal, read 2026-11-01.
     */
    static ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        DiffioAccount ours = DiffioAccount.of(account);
        ObjectNode body = ours.address(JsonNodeFactory.instance.objectNode());
        VendorAnswer answer = ours.api()
                .call("configure", "POST", "/webhooks/configure")
                .json(describe(request, body))
                .hint(401, CHECK_KEY)
                .hint(403, "the API key must be active, an admin key, and have webhooks:write")
                .hint(404, "check the setting " + DiffioAccount.API_KEY_ID + ", and the API base")
                .hint(405, CHECK_BASE)
                .ifUnsure(LOOK_FIRST)
                .hint(503, "Diffio says this while Svix is not configured on its side: try again later")
                .send();
        String endpointId = CONFIGURED.read(answer.body()).text(ENDPOINT_ID);
        if (endpointId == null || endpointId.isBlank()) {
            throw answer.unintelligible(
                    "no " + ENDPOINT_ID + "; " + CHECK_BASE + "; the endpoint may exist all the same: " + LOOK_FIRST);
        }
        return new ConfigureResult.ActionRequired(endpointId, instruction(endpointId));
    }

    private static ObjectNode describe(EndpointRequest request, ObjectNode body) {
        require("https".equalsIgnoreCase(request.url().getScheme()), "url must be https, Diffio takes no other");
        require(request.description() == null, "description must be absent: Diffio keeps no note with an endpoint");
        require(request.bearer() == null, "bearer must be absent: Diffio sends no bearer token");
        require(request.urlToken() == null, "urlToken must be absent: Diffio signs, which proves more");
        Set<String> types = request.eventTypes().isEmpty() ? DiffioStates.EVENT_TYPES : request.eventTypes();
        body.put("url", request.url().toASCIIString());
        var listed = body.putArray("eventTypes");
        for (String type : new TreeSet<>(types)) {
            requireKnown("eventTypes", type);
            listed.add(type);
        }
        return body;
    }

    private static String instruction(String endpointId) {
        return "Diffio made the endpoint " + endpointId + ", but its API never returns the signing secret."
                + " Open the webhook portal from the Diffio developer dashboard, open the endpoint " + endpointId
                + ", copy its signing secret (whsec_...), and give it to the receiver as the secret of this endpoint."
                + " Until then nothing that it delivers can be believed. Configuring again may make another endpoint.";
    }

    /**
     * Asks for a sample, which goes to every endpoint of the API key in the account's mode.
     *
     * <p>The answer's {@code svixMessageId} is, as Svix has it, the {@code svix-id} that will arrive. That Svix is not
     * configured is status 500 here and 503 in {@link #configure}. Source: Diffio, "Send test event", read 2026-11-01.
     */
    static TestResult test(TestRequest request, VendorAccount account) {
        DiffioAccount ours = DiffioAccount.of(account);
        ObjectNode body = ours.address(JsonNodeFactory.instance.objectNode());
        requireKnown("eventType", request.eventType());
        body.put("eventType", request.eventType());
        JsonNode sample = request.samplePayload();
        if (sample != null) {
            body.set("samplePayload", checked(sample));
        }
        VendorAnswer answer = ours.api()
                .call("test", "POST", "/webhooks/send_test_event")
                .json(body)
                .hint(401, CHECK_KEY)
                .hint(
                        403,
                        "the API key must be active and have webhooks:write; only an admin key may name another in "
                                + DiffioAccount.API_KEY_ID)
                .hint(404, CHECK_BASE)
                .hint(405, CHECK_BASE)
                .hint(500, "Diffio says this also while Svix is not configured on its side")
                .send();
        String messageId = REQUESTED.read(answer.body()).text(MESSAGE_ID);
        if (messageId == null || messageId.isBlank()) {
            throw answer.unintelligible("no " + MESSAGE_ID + "; " + CHECK_BASE);
        }
        return new TestResult.Requested(messageId, scalars(answer.json()));
    }

    private static JsonNode checked(JsonNode sample) {
        for (String name : new TreeSet<>(SET_BY_DIFFIO)) {
            require(!sample.has(name), "samplePayload must not hold " + name + ", which Diffio always sets itself");
        }
        return sample;
    }

    private static Map<String, String> scalars(JsonNode answer) {
        var scalars = new LinkedHashMap<String, String>();
        answer.properties().forEach(field -> {
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                scalars.put(field.getKey(), field.getValue().asText());
            }
        });
        return scalars;
    }

    private static void requireKnown(String field, String type) {
        require(
                DiffioStates.EVENT_TYPES.contains(type),
                field + " must be among " + new TreeSet<>(DiffioStates.EVENT_TYPES) + ", which '" + type + "' is not");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
