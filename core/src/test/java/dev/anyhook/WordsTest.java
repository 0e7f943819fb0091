package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "diffio", "a1", "a-b-", "x23456789012345678901234567890123456789012345678901234567890123"})
    void aProviderIdIsShortAndPlain(String id) {
        assertThat(ProviderId.of(id)).hasToString(id).isEqualTo(new ProviderId(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "A",
                "aB",
                "1a",
                "-a",
                "a_b",
                "a.b",
                "a b",
                "a\n",
                "é",
                "x234567890123456789012345678901234567890123456789012345678901234"
            })
    void nothingElseIsAProviderId(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ProviderId.of(id)).withMessageContaining("'" + id + "'");
    }

    @Test
    void aProviderIdIsNeverNull() {
        assertThatNullPointerException().isThrownBy(() -> ProviderId.of(null)).withMessage("value");
    }

    @Test
    void threeStatesAreEndsAndUnknownIsNone() {
        Set<JobState> ends = EnumSet.allOf(JobState.class).stream()
                .filter(JobState::isTerminal)
                .collect(Collectors.toSet());

        assertThat(ends).containsExactlyInAnyOrder(JobState.SUCCEEDED, JobState.DEGRADED, JobState.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "CLAIMED,CLAIMED,true",
        "CLAIMED,CONFIRMED,false",
        "CLAIMED,SIGNED,false",
        "CONFIRMED,CLAIMED,true",
        "CONFIRMED,CONFIRMED,true",
        "CONFIRMED,SIGNED,false",
        "SIGNED,CLAIMED,true",
        "SIGNED,CONFIRMED,true",
        "SIGNED,SIGNED,true"
    })
    void trustHasAnOrder(Trust trust, Trust least, boolean enough) {
        assertThat(trust.isAtLeast(least)).isEqualTo(enough);
    }

    @Test
    void aJobUpdateNeedsAJobAndKeepsItsOwnLinks() {
        var links = new ArrayList<>(List.of(URI.create("https://h.example/a")));
        var update = new JobUpdate("j1", JobState.SUCCEEDED, "done", links, null);
        links.clear();

        assertThat(update.resultLinks()).containsExactly(URI.create("https://h.example/a"));
        assertThatIllegalArgumentException().isThrownBy(() -> JobUpdate.of(" ", JobState.QUEUED, "queued"));
        assertThatNullPointerException()
                .isThrownBy(() -> JobUpdate.of(null, JobState.QUEUED, "queued"))
                .withMessage("jobId");
        assertThatNullPointerException()
                .isThrownBy(() -> JobUpdate.of("j1", null, "queued"))
                .withMessage("state");
        assertThatNullPointerException()
                .isThrownBy(() -> JobUpdate.of("j1", JobState.QUEUED, null))
                .withMessage("vendorState");
    }
}
