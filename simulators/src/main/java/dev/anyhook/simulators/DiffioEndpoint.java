package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** One Svix endpoint of one API key and mode. */
record DiffioEndpoint(String id, String keyId, String mode, URI url, List<String> eventTypes, Secrets secrets) {
    DiffioEndpoint {
        eventTypes = List.copyOf(eventTypes);
    }

    boolean belongsTo(String otherKeyId, String otherMode) {
        return keyId.equals(otherKeyId) && mode.equals(otherMode);
    }

    /** The answer of "Configure webhook", which never holds the secret. */
    ObjectNode described(String appId, Instant at, String byKeyId) {
        return Json.object()
                .put("apiKeyId", keyId)
                .put("mode", mode)
                .put("svixEnv", "production")
                .put("appId", appId)
                .put("endpointId", id)
                .<ObjectNode>set("eventTypes", Json.array(eventTypes))
                .put("url", url.toString())
                .put("signing", "svix")
                .put("updatedAt", Json.time(at))
                .put("updatedByKeyId", byKeyId);
    }

    Message message(String messageId, String eventType, ObjectNode payload) {
        String generationId = payload.path("generationId").asText();
        return new Message(
                messageId, generationId, eventType, url, Json.bytes(payload), new SvixSigning(secrets), () -> true);
    }
}
