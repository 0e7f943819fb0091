package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One endpoint of an environment as it stands; a change makes another value with the same id and secrets. */
record NexioEndpoint(
        String id,
        URI url,
        String environment,
        List<String> events,
        @Nullable String description,
        boolean active,
        int deactivations,
        @Nullable String authToken,
        Secrets secrets,
        Instant createdAt,
        Instant updatedAt) {
    NexioEndpoint {
        events = List.copyOf(events);
    }

    boolean takes(String outcome) {
        return active
                && events.stream().anyMatch(event -> NexioEvents.outcome(event).equals(outcome));
    }

    /** The metadata of every answer, without the secret and the token. */
    ObjectNode described() {
        ObjectNode answer = Json.object()
                .put("id", id)
                .put("url", url.toString())
                .put("environment", environment)
                .<ObjectNode>set("events", Json.array(events));
        if (description != null) {
            answer.put("description", description);
        }
        return answer.put("active", active)
                .put("auth_token_configured", authToken != null)
                .put("webhook_version", NexioSigning.WEBHOOK_VERSION)
                .put("created_at", Json.time(createdAt))
                .put("updated_at", Json.time(updatedAt));
    }

    @Override
    public String toString() {
        return "NexioEndpoint[" + id + "]";
    }
}
