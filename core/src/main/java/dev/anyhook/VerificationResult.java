package dev.anyhook;

import java.util.Objects;
import java.util.function.Function;

/** What verification made of a delivery. A forged delivery is an ordinary answer, not an exception. */
public sealed interface VerificationResult {
    /**
     * One of our secrets signed these exact bytes.
     *
     * @param event what the vendor says
     * @param secretLabel the label of the secret that matched, or its place in the policy: {@code #1} is the newest
     */
    record Verified(WebhookEvent event, String secretLabel) implements VerificationResult {
        public Verified {
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(secretLabel, "secretLabel");
        }
    }

    /**
     * The vendor does not sign: nothing contradicts the claim, nothing proves it.
     *
     * @param claim what somebody says
     */
    record Unsigned(WebhookEvent claim) implements VerificationResult {
        public Unsigned {
            Objects.requireNonNull(claim, "claim");
        }
    }

    /**
     * Not believable.
     *
     * @param reason the one situation this is
     * @param detail what a person should check; for our logs only, and free of secrets, signatures and bodies
     */
    record Rejected(Reason reason, String detail) implements VerificationResult {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Why a delivery is not believed; each has one meaning. */
    enum Reason {
        /** A header that the scheme needs is absent or empty. */
        HEADER_MISSING,
        /** A header that must come once came more than once. */
        HEADER_REPEATED,
        /** A header is there once but is not of the scheme's form, or contradicts another. */
        HEADER_MALFORMED,
        /** Signed longer ago than the tolerance. */
        TIMESTAMP_TOO_OLD,
        /** Signed further in the future than the tolerance. */
        TIMESTAMP_IN_FUTURE,
        /** Well-formed and in time, but none of our secrets made any of its signatures. */
        SIGNATURE_MISMATCH,
        /** The bearer or URL token is absent. */
        TOKEN_MISSING,
        /** The bearer or URL token is not ours. */
        TOKEN_MISMATCH
    }

    /** Every case or it does not compile, even on Java 17 where {@code switch} cannot match types. */
    default <R> R fold(
            Function<? super Verified, ? extends R> verified,
            Function<? super Unsigned, ? extends R> unsigned,
            Function<? super Rejected, ? extends R> rejected) {
        if (this instanceof Verified v) {
            return verified.apply(v);
        }
        return this instanceof Unsigned u ? unsigned.apply(u) : rejected.apply((Rejected) this);
    }
}
