package dev.anyhook;

/** How far an event may be believed, weakest first. */
public enum Trust {
    /** Unsigned: somebody who knows the URL said so. */
    CLAIMED,
    /** Unsigned, but the vendor's own API was asked: the event says what that said, whatever was claimed. */
    CONFIRMED,
    /** Signed with a secret that only the vendor and we know. */
    SIGNED;

    /** Whether this is {@code least} or better. */
    public boolean isAtLeast(Trust least) {
        return compareTo(least) >= 0;
    }
}
