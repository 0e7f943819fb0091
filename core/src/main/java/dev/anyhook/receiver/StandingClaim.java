package dev.anyhook.receiver;

import java.util.List;

/** A claim of entries that are yet to come, as {@link Inbox#claimNext} makes it. */
@FunctionalInterface
public interface StandingClaim {
    /**
     * Ends it, as whoever made it must. Gives what it has taken, each entry once: nothing where nothing came, or when
     * it was ended before. May block on storage while something is being taken, and throws what {@link Inbox#claim}
     * would.
     */
    List<Lease> end();
}
