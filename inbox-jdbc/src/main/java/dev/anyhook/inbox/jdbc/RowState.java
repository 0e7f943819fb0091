package dev.anyhook.inbox.jdbc;

/** What became of an entry. */
public enum RowState {
    /** Waits for its handlers, or is with them. */
    PENDING,
    /** Handled. */
    DONE,
    /** Given up; waits for a person. Never pruned. */
    DEAD,
    /** Tells the end of a job that was told before; kept, not handed out. */
    REPEATED,
    /** Tells another end of a job than the one that was told before; kept, not handed out. */
    CONTRADICTING
}
