package dev.anyhook;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about a vendor's job.
 *
 * @param jobId the vendor's id of the job
 * @param state our word for the job's state
 * @param vendorState the vendor's own word, as it came
 * @param resultLinks where the results are, in the vendor's order; empty when the event names none. Only as
 *     trustworthy as the event: do not fetch links from a mere claim
 * @param error the vendor's own words for what went wrong; null when nothing did or it did not say
 */
public record JobUpdate(
        String jobId,
        JobState state,
        String vendorState,
        List<URI> resultLinks,
        @Nullable String error) {
    public JobUpdate {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(vendorState, "vendorState");
        resultLinks = List.copyOf(Objects.requireNonNull(resultLinks, "resultLinks"));
        if (jobId.isBlank()) {
            throw new IllegalArgumentException("a job update needs the id of a job");
        }
    }

    /** An update without links or error. */
    public static JobUpdate of(String jobId, JobState state, String vendorState) {
        return new JobUpdate(jobId, state, vendorState, List.of(), null);
    }

    /** Without links and error, which come from a body and may grant access. */
    @Override
    public String toString() {
        return "JobUpdate[jobId=" + jobId + ", state=" + state + ", vendorState=" + vendorState + ", "
                + resultLinks.size() + " result link(s)" + (error == null ? "]" : ", with an error]");
    }
}
