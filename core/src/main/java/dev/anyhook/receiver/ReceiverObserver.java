package dev.anyhook.receiver;

import dev.anyhook.VerificationResult.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a receiver does, to count and to measure it; {@link WebhookReceiver.Builder#observer} takes one. A method that is not
 * overridden does nothing.
 *
 * <p>Called by any number of threads at once, and on those that do the work, event loops and the inbox's writers among them: so each
 * method must return soon and wait for nobody. What it throws is logged, and changes nothing.
 */
public interface ReceiverObserver {
    /**
     * A delivery to one of the receiver's endpoints was judged, and this is its answer. Not told of deliveries to no endpoint, of which
     * strangers can make up names without end, nor of what a server turns away before it asks the receiver, such as a body
     * that is too large.
     *
     * @param endpoint the endpoint's name
     * @param answer what the vendor is told; {@link Acknowledgement#NOT_FOUND} for a wrong URL token
     * @param refused why the delivery is not believed; null unless that is the answer
     */
    default void answered(String endpoint, Acknowledgement answer, @Nullable Reason refused) {}

    /**
     * What became of an event that was handed out, once the inbox has it in writing. An event that is handed out again is told of
     * again, by another thread perhaps and before the last time is.
     *
     * @param incoming the event, at the trust at which it was handed out
     * @param attempt how often it had been handed out by then, this time included
     * @param how what became of it; {@link Settlement.Done} also where no handler wanted it
     * @param took how long its handlers, or the vendor's API, took; next to nothing if none was asked
     */
    default void settled(IncomingEvent incoming, int attempt, Settlement how, Duration took) {}
}
