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

/** Tells failures of a vendor's API from answers about a job, and how long who failed is left alone. */
final class VendorTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);

    /** What says that no other job can be asked about either. A 500 may be about one job, which somebody may have made up. */
    private static final Set<Integer> CONCERNS_ALL = Set.of(401, 402, 403, 429, 502, 503, 504);

    private static final Duration WHILE_OTHERS_ARE_ASKED = Duration.ofMinutes(1);

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
        rests.end(endpoint);
    }

    /**
     * When to ask anew after a failure that says nothing about the job, not sooner than after {@code pause}; empty if it does say something,
     * or comes of this receiver's stopping.
     */
    Optional<Instant> until(String endpoint, WebhookException failed, Duration pause) {
        boolean concernsAll = failed.httpStatus().isEmpty()
                || CONCERNS_ALL.contains(failed.httpStatus().getAsInt());
        if (Thread.currentThread().isInterrupted() || !(concernsAll || failed.retryable())) {
            return Optional.empty();
        }
        Duration asked = failed.retryAfter().orElse(Duration.ZERO);
        if (concernsAll) {
            return Optional.of(begin(endpoint, failed, pause, asked));
        }
        Duration own = pause(pause, asked);
        return Optional.of(
                clock.instant().plus(own.compareTo(WHILE_OTHERS_ARE_ASKED) > 0 ? own : WHILE_OTHERS_ARE_ASKED));
    }

    private Instant begin(String endpoint, WebhookException failed, Duration pause, Duration asked) {
        Instant end = rests.begin(endpoint, clock.instant(), pause, asked);
        if (lines.mayLog(endpoint)) {
            LOG.warn(
                    "endpoint {}: its vendor cannot be asked about claims, which wait until {}: {}",
                    endpoint,
                    end,
                    LogText.of(String.valueOf(failed.getMessage())));
        }
        return end;
    }

    /** {@code pause}, or what the vendor asked for if that is longer. */
    static Duration pause(Duration pause, Duration asked) {
        Duration bounded = Rests.bounded(asked);
        return bounded.compareTo(pause) > 0 ? bounded : pause;
    }
}
