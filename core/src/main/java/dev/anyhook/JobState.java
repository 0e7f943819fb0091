package dev.anyhook;

/** How far a vendor's job has come, in words that fit every vendor. */
public enum JobState {
    /** Accepted by the vendor, not begun. */
    QUEUED,
    /** Being worked on. */
    RUNNING,
    /** Finished with a result. */
    SUCCEEDED,
    /** Finished with a result that the vendor itself warns about. */
    DEGRADED,
    /** Finished without a result. */
    FAILED,
    /** A word we do not know; {@link JobUpdate#vendorState()} keeps it. Never treated as an end. */
    UNKNOWN;

    /** Whether the job has ended: nothing that comes later may change such a state. */
    public boolean isTerminal() {
        return this == SUCCEEDED || this == DEGRADED || this == FAILED;
    }
}
