package dev.anyhook.nexio;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nexio's words for the state of a run, and the events that announce its end.
 *
 * <p>{@code degraded}, a result with a warning, is known to the newer pages only. Sources: Nexio, "Get job status",
 * "Get run status" and "Webhooks overview", read 2026-11-01.
 */
final class NexioStates {
    private static final String COMPLETED = "run.completed";
    private static final String FAILED = "run.failed";

    /** The event types that an endpoint can be limited to. */
    static final Set<String> EVENT_TYPES = Set.of(COMPLETED, FAILED);

    private static final Map<String, JobState> STATES = Map.of(
            "queued", JobState.QUEUED,
            "processing", JobState.RUNNING,
            "completed", JobState.SUCCEEDED,
            "degraded", JobState.DEGRADED,
            "failed", JobState.FAILED);

    /**
     * What an event's type alone says. The {@code evaluation} names are those of the older page "Webhooks"; both pages
     * show the same {@code webhook_version}, so it does not tell which names to expect.
     */
    private static final Map<String, JobState> ANNOUNCED = Map.of(
            COMPLETED,
            JobState.SUCCEEDED,
            "evaluation.completed",
            JobState.SUCCEEDED,
            FAILED,
            JobState.FAILED,
            "evaluation.failed",
            JobState.FAILED);

    private NexioStates() {}

    /** Our word for {@code word}. */
    static JobState of(String word) {
        return STATES.getOrDefault(word, JobState.UNKNOWN);
    }

    /** What an event of {@code type} says of {@code runId}: its {@code word}, or without one what its type means. */
    static JobUpdate update(String runId, @Nullable String word, String type, @Nullable String error) {
        return word == null || word.isBlank()
                ? new JobUpdate(runId, ANNOUNCED.getOrDefault(type, JobState.UNKNOWN), type, List.of(), error)
                : new JobUpdate(runId, of(word), word, List.of(), error);
    }

    /**
     * The type of the event that announces {@code state}. Which one a degraded run sends is not documented; it has a
     * result, so it is taken to be {@code run.completed}. A run that has not ended sends none.
     */
    static String eventType(JobState state, String word) {
        return switch (state) {
            case SUCCEEDED, DEGRADED -> COMPLETED;
            case FAILED -> FAILED;
            case QUEUED, RUNNING, UNKNOWN -> "run." + word;
        };
    }
}
