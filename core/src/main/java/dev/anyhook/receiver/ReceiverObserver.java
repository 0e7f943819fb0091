package dev.anyhook.receiver;

import dev.anyhook.VerificationResult.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a receiver does, to count and to measure it; {@link WebhookReceiver.Builder#observer} takes one. A method
 * that is not overridden does nothing.
 *
 * <p>Called by any number of threads at once, and on those that do the work, event loops and the inbox's writers among
 * them, before the vendor has its answer: so each method must return soon and wait for nobody. What it throws is
 * logged, and changes nothing.
 */
public interface ReceiverObserver {
    /**
     * A delivery to one of the receiver's endpoints has its answer. Not called for unknown endpoints, whose names
     * strangers can make up without limit, nor for what is turned away before it is looked at: by a server, such as a
     * body that is too large, or because the receiver is closed. Called for a wrong URL token by
     * {@link WebhookReceiver#listensAt} as well.
     */
    default void answered(Answered answered) {}

    /**
     * The inbox has recorded what became of an event that was handed out. An event that is handed out again is told of
     * again, by another thread perhaps and before the last time is.
     */
    default void settled(Settled settled) {}

    /**
     * What a delivery was answered. Receivers make it; versions to come may know more.
     *
     * @param endpoint the endpoint's name
     * @param answer what the vendor is told; {@link Acknowledgement#NOT_FOUND} for a wrong URL token
     * @param refused why the delivery is not believed; null if it is, or could not be judged
     */
    record Answered(
            String endpoint,
            Acknowledgement answer,
            @Nullable Reason refused) {}

    /**
     * What became of an event. Receivers make it; versions to come may know more.
     *
     * @param incoming the event, at the trust at which it was handed out
     * @param attempt how often it had been handed out by then, this time included
     * @param how what became of it; {@link Settlement.Done} also where no handler wanted it
     * @param handlers how many handlers wanted it; none also for a claim that the vendor was asked about
     * @param took how long its handlers, or the vendor's API, took; next to nothing if none was asked
     */
    record Settled(IncomingEvent incoming, int attempt, Settlement how, int handlers, Duration took) {}
}
