package dev.anyhook.sivi;

import dev.anyhook.JobState;
import dev.anyhook.WebhookEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sivi's words for how far a job has come, and ours.
 *
 * <p>"Get Request Status" (read 2026-11-01) has {@code complete} in its field table and {@code completed} in its
 * example; both are one state. {@code error} and {@code suspended} are in no page, but Sivi's own sample programs treat
 * both as failures.
 */
final class SiviStates {
    /** The types whose words Sivi's pages use. */
    static final Set<String> EVENT_TYPES =
            Set.of("design.pending", "design.processing", "design.complete", "design.completed", "design.failed");

    private static final Map<String, JobState> STATES = Map.of(
            "pending", JobState.QUEUED,
            "processing", JobState.RUNNING,
            "complete", JobState.SUCCEEDED,
            "completed", JobState.SUCCEEDED,
            "failed", JobState.FAILED,
            "error", JobState.FAILED,
            "suspended", JobState.FAILED);

    private SiviStates() {}

    static JobState of(@Nullable String word) {
        return word == null ? JobState.UNKNOWN : STATES.getOrDefault(word, JobState.UNKNOWN);
    }

    /** Sivi names no event types: we call them after the word, so that none is lost. */
    static String typeOf(@Nullable String word) {
        return word == null ? WebhookEvent.UNKNOWN_TYPE : "design." + word;
    }
}
