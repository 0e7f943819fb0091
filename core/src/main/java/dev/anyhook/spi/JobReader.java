package dev.anyhook.spi;

import java.util.Optional;

/** Reads a job's present state from the vendor. Fails as {@link WebhookProvider} says. */
public interface JobReader {
    /**
     * The vendor's answer; empty when the vendor knows no such job.
     *
     * <p>A {@link dev.anyhook.WebhookException} that is retryable, or whose status is 401, 402 or 403, says that the
     * vendor cannot be asked at present: a receiver then leaves it alone for all claims of the endpoint, for as long as
     * its Retry-After says or longer and longer, and counts no reading. Any other says something about this job, and
     * counts as one of the schedule's readings.
     */
    Optional<JobReading> read(String jobId, VendorAccount account);

    /** How often the vendor likes to be asked about a job that is not done. */
    ReadSchedule schedule();
}
