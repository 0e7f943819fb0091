package dev.anyhook.receiver;

/** What to tell the vendor. The HTTP module knows the numbers; a duplicate is a success. */
public enum Acknowledgement {
    /** Believed and kept. */
    ACCEPTED,
    /** Believed, and kept already. */
    DUPLICATE,
    /** Not believed. The sender learns no more than that. */
    REFUSED,
    /** No such endpoint, or a wrong URL token: nobody can tell which. */
    NOT_FOUND,
    /** Cannot be kept now; the vendor should try again. */
    UNAVAILABLE
}
