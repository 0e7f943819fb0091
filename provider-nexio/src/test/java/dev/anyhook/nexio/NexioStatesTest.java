package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nexio's words and ours. */
final class NexioStatesTest {
    @ParameterizedTest
    @CsvSource({
        "queued, QUEUED, run.queued",
        "processing, RUNNING, run.processing",
        "completed, SUCCEEDED, run.completed",
        "degraded, DEGRADED, run.completed",
        "failed, FAILED, run.failed",
        "cancelled, UNKNOWN, run.cancelled",
        "Completed, UNKNOWN, run.Completed"
    })
    void mapsEachWord(String word, JobState state, String type) {
        assertThat(NexioStates.of(word)).isEqualTo(state);
        assertThat(NexioStates.eventType(state, word)).isEqualTo(type);
    }
}
