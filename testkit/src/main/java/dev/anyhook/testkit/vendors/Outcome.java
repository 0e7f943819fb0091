package dev.anyhook.testkit.vendors;

import dev.anyhook.JobState;
import java.util.Objects;

/** What the service under test did once: it acted on a job as one that came to {@code state}. */
public record Outcome(String jobId, JobState state) {
    public Outcome {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(state, "state");
    }
}
