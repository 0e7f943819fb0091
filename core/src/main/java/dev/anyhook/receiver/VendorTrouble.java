package dev.anyhook.receiver;

import dev.anyhook.WebhookException;
import dev.anyhook.spi.LogText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells failures of a vendor's API from answers about a job, and how long who failed is left alone (decision 19). */
final class VendorTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);

    /** What says that nobody is let in with this key. */
    private static final Set<Integer> SHUT_OUT = Set.of(401, 402, 403);

    private final InstantSource clock;
    private final Rests rests = new Rests();
    private final EndpointLines lines;

    VendorTrouble(InstantSource clock) {
        this.clock = clock;
        this.lines = new EndpointLines("readings for claims that came to nothing", clock);
    }

    /** Until when nothing is asked of {@code endpoint}'s vendor; empty if it may be asked. */
    Optional<Instant> rest(String endpoint) {
        return rests.of(endpoint, clock.instant());
    }

    /** It answered. */
    void isOver(String endpoint) {
        rests.end(endpoint, clock.instant());
    }

    /**
     * When to ask anew after a failure that says nothing about the job, not sooner than after {@code pause}, and behind
     * all who wait for the vendor since: what failed may have been this job alone. Empty if it does say something about
     * the job, or comes of this receiver's stopping.
     */
    Optional<Instant> until(String endpoint, WebhookException failed, Duration pause) {
        boolean shutOut = failed.httpStatus().stream().anyMatch(SHUT_OUT::contains);
        if (Thread.currentThread().isInterrupted() || !(shutOut || failed.retryable())) {
            return Optional.empty();
        }
        Duration asked = failed.retryAfter().orElse(Duration.ZERO);
        Instant end = rests.begin(endpoint, clock.instant(), pause, asked);
        if (lines.mayLog(endpoint)) {
            LOG.warn(
                    "endpoint {}: its vendor cannot be asked about claims, which wait until {}: {}",
                    endpoint,
                    end,
                    LogText.of(String.valueOf(failed.getMessage())));
        }
        return Optional.of(end.plus(pause));
    }

    /** {@code pause}, or what the vendor asked for if that is longer. */
    static Duration pause(Duration pause, Duration asked) {
        Duration bounded = Rests.bounded(asked);
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }
}
