package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;
import java.time.Instant;

/** How a lease ends. */
public sealed interface Settlement {
    /** Handled; only remembered from now on. */
    record Done() implements Settlement {}

    /**
     * To be claimed again.
     *
     * @param at not before this instant
     * @param why what went wrong, free of secrets
     */
    record Retry(Instant at, String why) implements Settlement {}

    /**
     * Parked until a person decides; a claim also until it is made again.
     *
     * @param why what went wrong last, free of secrets
     */
    record Dead(String why) implements Settlement {}

    /**
     * A claim that the vendor's API was asked about. The entry becomes {@code CONFIRMED}, says what the vendor says, and
     * falls due at once with its attempts counted anew. If that news is taken already, the entry is done instead; a mere
     * claim of the same id, which may yet prove nothing, does not take it.
     *
     * @param event what the vendor says
     * @param at when it said so
     */
    record Confirmed(WebhookEvent event, Instant at) implements Settlement {}

    /**
     * For another worker: to be claimed again, and this time does not count among the attempts.
     *
     * @param at not before this instant
     * @param why this worker cannot do anything about it, free of secrets
     */
    record Deferred(Instant at, String why) implements Settlement {}

    /** Handed back untouched, as if never claimed. */
    record Released() implements Settlement {}
}
