package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SiviStatesTest {
    @ParameterizedTest
    @CsvSource({
        "pending, QUEUED",
        "processing, RUNNING",
        "complete, SUCCEEDED",
        "completed, SUCCEEDED",
        "failed, FAILED",
        "error, FAILED",
        "suspended, FAILED"
    })
    void knowsTheWordsOfPagesAndPrograms(String word, JobState state) {
        assertThat(SiviStates.of(word)).isEqualTo(state);
        assertThat(SiviStates.typeOf(word)).isEqualTo("design." + word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "Complete", "FAILED", " failed", "failed ", "succeeded"})
    void takesNoOtherWordForOneItKnows(String word) {
        assertThat(SiviStates.of(word)).isEqualTo(JobState.UNKNOWN);
        assertThat(SiviStates.typeOf(word)).isEqualTo("design." + word);
    }

    @Test
    void knowsNothingWithoutAWord() {
        assertThat(SiviStates.of(null)).isEqualTo(JobState.UNKNOWN);
        assertThat(SiviStates.typeOf(null)).isEqualTo("unknown");
    }
}
