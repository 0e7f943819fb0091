package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the vendor's API whether a claim is true, and goes on asking while the vendor says that the job still runs.
 * What the vendor says replaces what was claimed.
 */
final class Confirmation {
    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
    private static final int READINGS_OF_NOTHING = 3;

    private final Map<String, Endpoint> endpoints;
    private final InstantSource clock;

    Confirmation(Map<String, Endpoint> endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** Whether the entry is a claim about a job that somebody can be asked about. */
    boolean applies(Lease lease) {
        return lease.incoming().trust() == Trust.CLAIMED
                && lease.incoming().event().job() != null
                && reader(endpoint(lease)).isPresent();
    }

    private @Nullable Endpoint endpoint(Lease lease) {
        return endpoints.get(lease.incoming().event().endpoint());
    }

    private static Optional<JobReader> reader(@Nullable Endpoint endpoint) {
        return endpoint == null || endpoint.account() == null
                ? Optional.empty()
                : endpoint.provider().jobs();
    }

    Settlement of(Lease lease) {
        WebhookEvent claim = lease.incoming().event();
        Endpoint endpoint = Objects.requireNonNull(endpoint(lease));
        JobUpdate claimed = Objects.requireNonNull(claim.job());
        JobReader reader = reader(endpoint).orElseThrow();
        Duration pause = reader.schedule().pauseAfter(lease.attempt());
        int readings = reader.schedule().readings();
        try {
            Optional<JobReading> reading = reader.read(claimed.jobId(), Objects.requireNonNull(endpoint.account()));
            if (reading.isEmpty()) {
                return again(lease, pause, Math.min(readings, READINGS_OF_NOTHING), "the vendor knows no such job");
            }
            JobState state = reading.get().job().state();
            boolean agreesThatItRuns = !claimed.state().isTerminal() && state != JobState.UNKNOWN;
            if (state.isTerminal() || agreesThatItRuns) {
                return new Settlement.Confirmed(event(claim, reading.get()), clock.instant());
            }
            return again(lease, pause, readings, "the vendor says that the job is " + state);
        } catch (WebhookException failed) {
            Duration asked = failed.retryAfter().orElse(Duration.ZERO);
            return again(
                    lease, asked.compareTo(pause) > 0 ? asked : pause, readings, String.valueOf(failed.getMessage()));
        }
    }

    private Settlement again(Lease lease, Duration pause, int readings, String why) {
        WebhookEvent claim = lease.incoming().event();
        if (lease.attempt() >= readings) {
            LOG.error("endpoint {}: claim {} is given up unconfirmed: {}", claim.endpoint(), claim.id(), why);
            return new Settlement.Dead(why);
        }
        LOG.info(
                "endpoint {}: claim {} is not confirmed yet: {}; asking again in {}",
                claim.endpoint(),
                claim.id(),
                why,
                pause);
        return new Settlement.Retry(clock.instant().plus(pause), why);
    }

    private static WebhookEvent event(WebhookEvent claim, JobReading reading) {
        return new WebhookEvent(
                claim.provider(),
                claim.endpoint(),
                reading.eventId(),
                reading.type(),
                reading.occurredAt(),
                reading.job(),
                reading.payload());
    }
}
