package dev.anyhook.receiver;

import dev.anyhook.VerificationResult.Reason;
import java.time.Duration;
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
        try {
            observer.answered(endpoint, answer, refused);
        } catch (Throwable failed) {
            report(endpoint, failed);
        }
    }

    void settled(Lease lease, Settlement how, Duration took) {
        try {
            observer.settled(lease.incoming(), lease.attempt(), how, took);
        } catch (Throwable failed) {
            report(lease.incoming().event().endpoint(), failed);
        }
    }

    private void report(String endpoint, Throwable failed) {
        if (broken.mayLog(endpoint)) {
            LOG.error("endpoint {}: the observer failed", endpoint, Retold.of(failed));
        }
    }
}
