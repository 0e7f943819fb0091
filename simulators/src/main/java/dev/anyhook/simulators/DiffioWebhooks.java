package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The two webhook calls of Diffio's API and the endpoints behind them. */
final class DiffioWebhooks {
    private static final List<String> PROTECTED = List.of("eventType", "eventId", "createdAt", "apiKeyId", "status");

    private final InstantSource clock;
    private final Deliveries deliveries;
    private final DiffioKeys keys;
    private final List<DiffioEndpoint> endpoints = new CopyOnWriteArrayList<>();
    private final Map<String, String> appIds = new ConcurrentHashMap<>();

    DiffioWebhooks(InstantSource clock, Deliveries deliveries, DiffioKeys keys) {
        this.clock = clock;
        this.deliveries = deliveries;
        this.keys = keys;
    }

    Answer configure(DiffioKeys.Key caller, ObjectNode body) {
        caller.require(DiffioKeys.WEBHOOKS_WRITE);
        if (!caller.isAdmin()) {
            throw new Refusal(403, "Privileged admin API key required.");
        }
        String mode = mode(body);
        URI url = Urls.https(body.path("url")).orElseThrow(() -> new Refusal(400, "url must be HTTPS."));
        List<String> types = eventTypes(body.path("eventTypes"));
        String keyId = target(caller, body);
        if (!keys.hasId(keyId)) {
            throw new Refusal(404, "Target API key not found.");
        }
        DiffioEndpoint endpoint = add(keyId, mode, url, types);
        String appId = appIds.computeIfAbsent(keyId + " " + mode, owner -> "app_" + RandomText.alphanumeric(27));
        return Answer.json(200, Json.object().set("webhook", endpoint.described(appId, clock.instant(), caller.id())));
    }

    DiffioEndpoint add(String keyId, String mode, URI url, List<String> types) {
        var endpoint = new DiffioEndpoint(
                "ep_" + RandomText.alphanumeric(27), keyId, mode, url, types, new Secrets(SvixSigning.freshSecret()));
        endpoints.add(endpoint);
        return endpoint;
    }

    Answer sendTestEvent(DiffioKeys.Key caller, ObjectNode body) {
        caller.require(DiffioKeys.WEBHOOKS_WRITE);
        if (!body.path("eventType").isTextual()) {
            throw new Refusal(400, "eventType is required.");
        }
        DiffioEvent event = DiffioEvent.ofType(body.path("eventType").textValue())
                .orElseThrow(() -> new Refusal(400, "eventType is not supported."));
        String mode = mode(body);
        JsonNode sample = body.path("samplePayload");
        if (!sample.isMissingNode() && !sample.isObject()) {
            throw new Refusal(400, "samplePayload must be an object.");
        }
        String keyId = target(caller, body);
        if (!keyId.equals(caller.id()) && !(caller.isAdmin() && keys.hasId(keyId))) {
            throw new Refusal(403, "Non-admin keys can only target themselves.");
        }
        String eventId = DiffioEvent.freshEventId();
        Instant now = clock.instant();
        ObjectNode payload =
                event.payload(eventId, now, keyId, "proj_" + RandomText.hex(8), "gen_" + RandomText.hex(8));
        sample.properties().stream()
                .filter(field -> !PROTECTED.contains(field.getKey()))
                .forEach(field -> payload.set(field.getKey(), field.getValue()));
        String messageId = emit(event, payload, endpoint -> endpoint.belongsTo(keyId, mode));
        return Answer.json(
                200,
                Json.object()
                        .put("svixMessageId", messageId)
                        .put("eventId", eventId)
                        .put("eventType", event.type())
                        .put("apiKeyId", keyId)
                        .put("mode", mode));
    }

    /** Sends {@code payload} to the subscribed endpoints of one key and mode. */
    void emit(DiffioEvent event, ObjectNode payload, String keyId, String mode) {
        emit(
                event,
                payload,
                endpoint ->
                        endpoint.belongsTo(keyId, mode) && endpoint.eventTypes().contains(event.type()));
    }

    private String emit(DiffioEvent event, ObjectNode payload, Predicate<DiffioEndpoint> addressed) {
        String messageId = SvixSigning.freshMessageId();
        endpoints.stream()
                .filter(addressed)
                .forEach(endpoint -> deliveries.emit(endpoint.message(messageId, event.type(), payload)));
        return messageId;
    }

    List<String> endpointIds() {
        return endpoints.stream().map(DiffioEndpoint::id).toList();
    }

    Secrets secretsOf(String endpointId) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.id().equals(endpointId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no endpoint '" + endpointId + "'"))
                .secrets();
    }

    private static String mode(ObjectNode body) {
        String mode = body.path("mode").asText();
        if (!body.path("mode").isTextual() || !(mode.equals("test") || mode.equals("live"))) {
            throw new Refusal(400, "mode must be test or live.");
        }
        return mode;
    }

    private static List<String> eventTypes(JsonNode node) {
        if (!(node instanceof ArrayNode array) || array.isEmpty()) {
            throw new Refusal(400, "eventTypes must be a non-empty array.");
        }
        var types = new LinkedHashMap<String, DiffioEvent>();
        for (JsonNode item : array) {
            DiffioEvent event =
                    DiffioEvent.ofType(item.asText()).orElseThrow(() -> new Refusal(400, "Event type is unsupported."));
            types.put(event.type(), event);
        }
        return new ArrayList<>(types.keySet());
    }

    private static String target(DiffioKeys.Key caller, ObjectNode body) {
        JsonNode named = body.path("apiKeyId");
        return named.isTextual() ? named.textValue() : caller.id();
    }
}
