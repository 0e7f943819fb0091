package dev.anyhook.receiver;

import java.time.Instant;

/**
 * Who would work on entries that are yet to come, for {@link Inbox#claimNext}. The inbox asks when there are some: what
 * time it is, and how much room there is then; all of it anew if it has to try again, and the last answers count. It
 * calls from a thread of its choice, which may be writing: nothing here may block or throw.
 */
public interface Claimant {
    /**
     * Something may come of the claim: {@link StandingClaim#end} would wait from now on until it is {@link #answered}.
     */
    void begun();

    /** From when on a lease counts that begins at this moment. Asked first. */
    Instant now();

    /** How many entries there is room for at this moment. */
    int room();

    /** How many of them may be mere claims. */
    int roomForClaims();

    /**
     * Something came of the claim, though it may be no entry, or a failure: {@link StandingClaim#end} tells without
     * delay. Called once, after {@link #begun}, and not for a claim that was ended before.
     */
    void answered();
}
