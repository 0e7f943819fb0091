package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The generations of one key: their states, their events and {@code get_generation_progress}. */
final class DiffioGenerations {
    private final InstantSource clock;
    private final DiffioWebhooks webhooks;
    private final String keyId;
    private final Map<String, Generation> byId = new ConcurrentHashMap<>();

    DiffioGenerations(InstantSource clock, DiffioWebhooks webhooks, String keyId) {
        this.clock = clock;
        this.webhooks = webhooks;
        this.keyId = keyId;
    }

    String submit(String mode) {
        var generation = new Generation(
                "gen_" + RandomText.hex(10), "proj_" + RandomText.hex(10), mode, DiffioEvent.QUEUED, null);
        byId.put(generation.id(), generation);
        emit(generation);
        return generation.id();
    }

    void moveTo(String id, DiffioEvent state) {
        Generation after;
        synchronized (this) {
            if (known(id).state() == state) {
                return;
            }
            after = known(id).at(state);
            byId.put(id, after);
        }
        emit(after);
    }

    Map<String, String> states() {
        return byId.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Generation::id, generation -> generation.state().progressStatus()));
    }

    synchronized void readsAs(String id, String status) {
        byId.put(id, known(id).readAs(status));
    }

    private Generation known(String id) {
        Generation generation = byId.get(id);
        if (generation == null) {
            throw new IllegalArgumentException("no generation '" + id + "'");
        }
        return generation;
    }

    private void emit(Generation generation) {
        ObjectNode payload = generation
                .state()
                .payload(DiffioEvent.freshEventId(), clock.instant(), keyId, generation.projectId(), generation.id());
        webhooks.emit(generation.state(), payload, keyId, generation.mode());
    }

    Answer progress(DiffioKeys.Key caller, ObjectNode body) {
        caller.requireReading();
        JsonNode id = body.path("generationId");
        if (!id.isTextual()) {
            throw new Refusal(400, "generationId is required.");
        }
        Generation generation = byId.get(id.textValue());
        JsonNode project = body.path("apiProjectId");
        boolean elsewhere = generation != null
                && project.isTextual()
                && !project.textValue().equals(generation.projectId());
        if (generation == null || elsewhere) {
            throw new Refusal(404, "Generation not found.");
        }
        return Answer.json(200, generation.progress());
    }

    private record Generation(
            String id,
            String projectId,
            String mode,
            DiffioEvent state,
            @Nullable String override) {
        Generation at(DiffioEvent other) {
            return new Generation(id, projectId, mode, other, override);
        }

        Generation readAs(String status) {
            return new Generation(id, projectId, mode, state, status);
        }

        ObjectNode progress() {
            String status = override == null ? state.progressStatus() : override;
            ObjectNode answer = Json.object()
                    .put("generationId", id)
                    .put("apiProjectId", projectId)
                    .put("status", status)
                    .put("hasVideo", false);
            return status.equals("failed")
                    ? answer.put("error", "The audio could not be decoded.").putNull("errorDetails")
                    : answer.putNull("error").putNull("errorDetails");
        }
    }
}
