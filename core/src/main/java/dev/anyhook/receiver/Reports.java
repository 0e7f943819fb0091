package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.LogText;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What the log and the observer are told of the steps of a {@link Worker}; the log of claims, which strangers can make,
 * no more than {@link Lines} allow.
 */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final EndpointLines claims;
    private final EndpointLines givenUpClaims;
    private final EndpointLines deferred;
    private final EndpointLines unwanted;
    private final Observation observation;

    Reports(InstantSource clock, Observation observation) {
        this.observation = observation;
        this.claims = new EndpointLines("lines about claims", clock);
        this.givenUpClaims = new EndpointLines("lines about claims given up", clock);
        this.deferred =
                new EndpointLines("lines about events that wait for another receiver, or for their vendor", clock);
        this.unwanted = new EndpointLines("lines about ends of jobs that no handler wants", clock);
    }

    private boolean mayLog(Lease lease, Settlement settlement) {
        String endpoint = lease.incoming().event().endpoint();
        if (settlement instanceof Settlement.Deferred) {
            return deferred.mayLog(endpoint);
        }
        EndpointLines lines = settlement instanceof Settlement.Dead ? givenUpClaims : claims;
        return lease.incoming().trust() != Trust.CLAIMED || lines.mayLog(endpoint);
    }

    /** No handler took it, and nobody has to be asked: worth a line if somebody will miss it. */
    void unwanted(Lease lease) {
        WebhookEvent event = lease.incoming().event();
        if (lease.incoming().trust() == Trust.CLAIMED) {
            warn(claims, "a claim ({}) is kept, but nothing can confirm it and no handler takes claims", event);
        } else if (event.job() != null && event.job().state().isTerminal()) {
            warn(unwanted, "the end of a job ({}) counts as handled, but no handler wants it", event);
        }
    }

    private static void warn(EndpointLines lines, String what, WebhookEvent event) {
        if (lines.mayLog(event.endpoint())) {
            LOG.warn("endpoint {}: " + what, event.endpoint(), LogText.of(event.type()));
        }
    }

    /** How it went could not be written down. */
    void unsettled(Lease lease, Throwable broken) {
        WebhookEvent event = lease.incoming().event();
        LOG.error(
                "endpoint {}: event {} could not be settled",
                event.endpoint(),
                LogText.of(event.id()),
                Retold.of(broken));
    }

    /** The lease was not there any more when it was to end so. */
    void lost(Lease lease, Settlement settlement) {
        if (mayLog(lease, settlement)) {
            boolean again = lease.incoming().trust() == Trust.CLAIMED && settlement instanceof Settlement.Dead;
            LOG.warn(
                    "endpoint {}: event {} was taken over by another worker{}",
                    lease.incoming().event().endpoint(),
                    LogText.of(lease.incoming().event().id()),
                    again ? ", or was claimed again meanwhile and is asked about anew" : "");
        }
    }

    /** A lease ended so, and the inbox has it in writing. */
    void written(Lease lease, Worker.Step step) {
        observation.settled(lease, step);
    }

    /** What is to come of a step, unless all went well. */
    void settled(Lease lease, Settlement settlement, @Nullable Throwable thrown) {
        boolean well = settlement instanceof Settlement.Done || settlement instanceof Settlement.Confirmed;
        boolean shown = settlement instanceof Settlement.Dead || thrown != null || LOG.isInfoEnabled();
        if (well || !shown || !mayLog(lease, settlement)) {
            return;
        }
        WebhookEvent event = lease.incoming().event();
        String id = LogText.of(event.id());
        Retold retold = thrown == null ? null : Retold.of(thrown);
        if (settlement instanceof Settlement.Dead dead) {
            LOG.error(
                    "endpoint {}: event {} is given up at attempt {}: {}",
                    event.endpoint(),
                    id,
                    lease.attempt(),
                    dead.why(),
                    retold);
        } else if (settlement instanceof Settlement.Released) {
            LOG.info("endpoint {}: event {} is handed back, since this receiver stops", event.endpoint(), id);
        } else if (settlement instanceof Settlement.Deferred later) {
            LOG.info("endpoint {}: event {} waits until {}: {}", event.endpoint(), id, later.at(), later.why());
        } else if (settlement instanceof Settlement.Retry retry) {
            LOG.atLevel(retold == null ? Level.INFO : Level.WARN)
                    .setCause(retold)
                    .log(
                            "endpoint {}: event {} is not done at attempt {}: {}; again at {}",
                            event.endpoint(),
                            id,
                            lease.attempt(),
                            retry.why(),
                            retry.at());
        }
    }
}
