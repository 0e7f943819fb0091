package dev.anyhook.testkit.vendors;

/**
 * What can go wrong on a {@link BadDay}. Not every vendor knows every trouble: Sivi signs nothing, so it rotates
 * nothing.
 */
public enum Trouble {
    /** The same delivery arrives several times, to the byte. */
    REPEAT,
    /** Later events arrive before earlier ones. */
    REORDER,
    /** A delivery leaves minutes after its event. */
    DELAY,
    /** A delivery is lost on its way. Diffio and Nexio retry; Sivi never does, so only asking its API tells. */
    LOSS,
    /** The service takes a delivery and the vendor never hears so: it sends the event again, signed anew. */
    LOST_ANSWER,
    /** A body says another outcome when it arrives than when it was signed. */
    TAMPERING,
    /** A stranger sends what he made out of a genuine delivery: another job, another outcome, another delivery id. */
    FORGERY,
    /** A stranger sends an old genuine delivery again. */
    REPLAY,
    /** A delivery is dated far from now, in the past or in the future. */
    MISDATING,
    /** The service cannot be reached for a while. */
    SERVICE_DOWN,
    /** The vendor's API fails for a while. */
    API_DOWN,
    /** The vendor sends nothing about some jobs, ever. */
    SILENCE,
    /**
     * The signing secret is replaced. Deliveries are signed with the old one too for the next 24 hours: so Nexio says;
     * Diffio is silent.
     */
    ROTATION,
    /**
     * The vendor changes what it sends: Sivi's bodies come flat and name no job, Nexio's events have their older names.
     */
    SHAPE
}
