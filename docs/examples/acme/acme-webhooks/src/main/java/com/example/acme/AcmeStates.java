package com.example.acme;

import dev.anyhook.JobState;
import java.util.Map;

/** Acme's words for the state of a transcript. Source: Acme, "Transcripts", read 2026-11-24. */
final class AcmeStates {
    private static final Map<String, JobState> STATES = Map.of(
            "waiting", JobState.QUEUED,
            "working", JobState.RUNNING,
            "done", JobState.SUCCEEDED,
            "partial", JobState.DEGRADED,
            "error", JobState.FAILED);

    private AcmeStates() {}

    /** Our word for {@code word}: a word that is not in the table is unknown, and never a failure. */
    static JobState of(String word) {
        return STATES.getOrDefault(word, JobState.UNKNOWN);
    }
}
