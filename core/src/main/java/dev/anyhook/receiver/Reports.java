package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.LogText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the log says of the steps of a {@link Worker}; of claims, which strangers can make, no more than {@link Lines} allow. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Lines claims;

    Reports(Lines claims) {
        this.claims = claims;
    }

    /** Nobody takes {@code claim}, and nobody can be asked about it. */
    void unwanted(WebhookEvent claim) {
        if (claims.mayLog()) {
            LOG.warn(
                    "endpoint {}: a claim ({}) is kept, but nothing can confirm it and no handler takes claims",
                    claim.endpoint(),
                    LogText.of(claim.type()));
        }
    }

    /** What came of a step, unless all went well. */
    void settled(Lease lease, Settlement settlement, @Nullable Throwable thrown) {
        boolean well = settlement instanceof Settlement.Done || settlement instanceof Settlement.Confirmed;
        if (well || (lease.incoming().trust() == Trust.CLAIMED && !claims.mayLog())) {
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
