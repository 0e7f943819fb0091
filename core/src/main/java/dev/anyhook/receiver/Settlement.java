package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;
import java.time.Instant;

/** How a lease ends. */
public sealed interface Settlement {
    /** Which of the endings it is: a word for logs and metrics. */
    enum Kind {
        DONE,
        RETRY,
        DEAD,
        CONFIRMED,
        DEFERRED,
        RELEASED
    }

    Kind kind();

    /** Handled; only remembered from now on. */
    record Done() implements Settlement {
        @Override
        public Kind kind() {
            return Kind.DONE;
        }
    }

    /**
     * To be claimed again.
     *
     * @param at not before this instant
     * @param why what went wrong, free of secrets
     */
    record Retry(Instant at, String why) implements Settlement {
        @Override
        public Kind kind() {
            return Kind.RETRY;
        }
    }

    /**
     * Parked until a person decides; a claim also until it is made again.
     *
     * @param why what went wrong last, free of secrets
     */
    record Dead(String why) implements Settlement {
        @Override
        public Kind kind() {
            return Kind.DEAD;
        }
    }

    /**
     * A claim that the vendor's API was asked about. The entry becomes {@code CONFIRMED}, says what the vendor says,
     * and falls due at once with its attempts counted anew. If that news is taken already, the entry is done instead; a
     * mere claim of the same id, which may yet prove nothing, does not take it.
     *
     * @param event what the vendor says
     * @param at when it said so
     */
    record Confirmed(WebhookEvent event, Instant at) implements Settlement {
        @Override
        public Kind kind() {
            return Kind.CONFIRMED;
        }
    }

    /**
     * Not now, for no fault of the entry: to be claimed again, and this time does not count among the attempts. So for
     * want of a receiver that has its endpoint, or of a vendor that can be asked.
     *
     * @param at not before this instant
     * @param why nothing can be done about it now, free of secrets
     */
    record Deferred(Instant at, String why) implements Settlement {
        @Override
        public Kind kind() {
            return Kind.DEFERRED;
        }
    }

    /** Handed back untouched, as if never claimed. */
    record Released() implements Settlement {
        @Override
        public Kind kind() {
            return Kind.RELEASED;
        }
    }
}
