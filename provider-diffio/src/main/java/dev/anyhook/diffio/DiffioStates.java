package dev.anyhook.diffio;

import dev.anyhook.JobState;
import dev.anyhook.WebhookEvent;
import java.util.Map;
import java.util.Set;

/**
 * Diffio's words for the state of a generation, and the event that announces each.
 *
 * <p>A failure is {@code error} in a delivery and {@code failed} in the progress API. Sources: Diffio, "Webhooks", and
 * "Get generation progress" with the SDKs' {@code wait_for_generation}, read 2026-11-01.
 */
final class DiffioStates {
    private static final Map<String, JobState> STATES = Map.of(
            "queued", JobState.QUEUED,
            "processing", JobState.RUNNING,
            "error", JobState.FAILED,
            "failed", JobState.FAILED,
            "complete", JobState.SUCCEEDED);

    private static final Map<JobState, String> EVENTS = Map.of(
            JobState.QUEUED, "generation.queued",
            JobState.RUNNING, "generation.processing",
            JobState.FAILED, "generation.failed",
            JobState.SUCCEEDED, "generation.completed");

    /** The event types that Diffio documents. */
    static final Set<String> EVENT_TYPES = Set.copyOf(EVENTS.values());

    private DiffioStates() {}

    /** Our word for {@code word}. */
    static JobState of(String word) {
        return STATES.getOrDefault(word, JobState.UNKNOWN);
    }

    /** The type of the event that announces {@code state}. */
    static String eventType(JobState state) {
        return EVENTS.getOrDefault(state, WebhookEvent.UNKNOWN_TYPE);
    }
}
