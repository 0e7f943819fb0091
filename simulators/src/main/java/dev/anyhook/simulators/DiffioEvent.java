package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Diffio's four events (Diffio "Webhooks", read 2026-11-01). */
enum DiffioEvent {
    QUEUED("queued", "queued", "queued"),
    PROCESSING("processing", "processing", "processing"),
    FAILED("failed", "error", "failed"),
    COMPLETED("completed", "complete", "complete");

    private final String suffix;
    private final String payloadStatus;
    private final String progressStatus;

    DiffioEvent(String suffix, String payloadStatus, String progressStatus) {
        this.suffix = suffix;
        this.payloadStatus = payloadStatus;
        this.progressStatus = progressStatus;
    }

    static List<String> types() {
        return Arrays.stream(values()).map(DiffioEvent::type).toList();
    }

    static Optional<DiffioEvent> ofType(String type) {
        return Arrays.stream(values())
                .filter(event -> event.type().equals(type))
                .findFirst();
    }

    /** The event that a generation's change to {@code status} emits, whichever of the vendor's words it is. */
    static Optional<DiffioEvent> ofStatus(String status) {
        return Arrays.stream(values())
                .filter(event -> event.suffix.equals(status) || event.payloadStatus.equals(status))
                .findFirst();
    }

    String type() {
        return "generation." + suffix;
    }

    /** What {@code get_generation_progress} calls the state, which for a failure is not the payload's word. */
    String progressStatus() {
        return progressStatus;
    }

    /** A payload with every documented field. */
    ObjectNode payload(String eventId, Instant at, String keyId, String projectId, String generationId) {
        ObjectNode payload = Json.object()
                .put("eventType", type())
                .put("eventId", eventId)
                .put("createdAt", Json.time(at))
                .put("apiKeyId", keyId)
                .put("apiProjectId", projectId)
                .put("generationId", generationId)
                .put("status", payloadStatus)
                .put("hasVideo", false)
                .put("modelKey", "diffio-2");
        return this == FAILED
                ? payload.put("error", "The audio could not be decoded.").putNull("errorDetails")
                : payload.putNull("error").putNull("errorDetails");
    }

    static String freshEventId() {
        return "evt_" + RandomText.hex(12);
    }
}
