package dev.anyhook.spi;

import java.util.Optional;

/** Reads a job's present state from the vendor. Fails as {@link WebhookProvider} says. */
public interface JobReader {
    /** The vendor's answer; empty when the vendor knows no such job. */
    Optional<JobReading> read(String jobId, VendorAccount account);

    /** How often the vendor likes to be asked about a job that is not done. */
    ReadSchedule schedule();
}
