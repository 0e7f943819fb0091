package dev.anyhook.receiver;

import dev.anyhook.VerificationResult.Reason;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an observer, which can do no harm by what it throws. */
final class Observation {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final ReceiverObserver observer;
    private final EndpointLines broken;

    Observation(ReceiverObserver observer, InstantSource clock) {
        this.observer = observer;
        this.broken = new EndpointLines("failures of the observer", clock);
    }

    void answered(String endpoint, Acknowledgement answer, @Nullable Reason refused) {
        tell(endpoint, () -> observer.answered(new ReceiverObserver.Answered(endpoint, answer, refused)));
    }

    void settled(Lease lease, Worker.Step step) {
        IncomingEvent incoming = lease.incoming();
        tell(
                incoming.event().endpoint(),
                () -> observer.settled(new ReceiverObserver.Settled(
                        incoming, lease.attempt(), step.settlement(), step.handlers(), step.took())));
    }

    private void tell(String endpoint, Runnable what) {
        try {
            what.run();
        } catch (Throwable failed) {
            report(endpoint, failed);
        }
    }

    /** Whoever throws may also throw when he is asked what he threw. */
    private void report(String endpoint, Throwable failed) {
        try {
            if (broken.mayLog(endpoint)) {
                LOG.error("endpoint {}: the observer failed", endpoint, Retold.of(failed));
            }
        } catch (Throwable alsoFailed) {
            return;
        }
    }
}
