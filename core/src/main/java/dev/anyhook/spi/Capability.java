package dev.anyhook.spi;

/** A promise that the vendor keeps. The testkit has tests for each but {@link #RETRIES}, in both directions. */
public enum Capability {
    /** Deliveries are signed. */
    SIGNED,
    /** The signature covers a timestamp, so a recorded delivery goes stale. */
    REPLAY_WINDOW,
    /** The vendor gives each event an id that the signature covers. */
    VENDOR_EVENT_ID,
    /** Deliveries can carry a static bearer token that we choose. */
    BEARER,
    /** Endpoints can be limited to some event types. */
    EVENT_FILTER,
    /** One account can have several endpoints. */
    MANY_ENDPOINTS,
    /** The vendor's API shows the signing secret once, when an endpoint is made. */
    SECRET_SHOWN_ONCE,
    /** The vendor delivers a sample on request. */
    TEST_EVENT,
    /** A delivery that is not answered well is repeated. */
    RETRIES
}
