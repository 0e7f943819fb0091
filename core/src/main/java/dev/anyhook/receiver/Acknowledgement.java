package dev.anyhook.receiver;

/** What to tell the vendor, and the status that our HTTP server gives for it; a duplicate is a success. */
public enum Acknowledgement {
    /** Believed and kept: 200. */
    ACCEPTED,
    /** Believed, and kept already: 200. */
    DUPLICATE,
    /** Not believed: 401. The sender learns no more than that. */
    REFUSED,
    /** No such endpoint, or a wrong URL token: 404, and nobody can tell which. */
    NOT_FOUND,
    /** Cannot be kept now: 503 with {@code Retry-After}; the vendor should try again. */
    UNAVAILABLE
}
