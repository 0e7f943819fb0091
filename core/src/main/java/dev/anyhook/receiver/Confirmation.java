package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.LogText;
import java.time.Duration;
import java.time.Instant;
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
    private static final int READINGS_OF_NOTHING = 6;

    /**
     * The last reading may have been good, and its end lost; but reading may also be what ends the process, each time.
     */
    private static final int NEVER_SETTLED = 3;

    /** For so long a claim waits for a vendor that cannot be asked, without that costing it a reading. */
    private static final Duration LONGEST_OUTAGE = Duration.ofDays(1);

    private static final int MAX_WHY = 500;

    private final Map<String, Endpoint> endpoints;
    private final InstantSource clock;
    private final EndpointLines disagreements;
    private final EndpointLines failures;
    private final VendorTrouble trouble;
    private final KnownJobs known = new KnownJobs();

    Confirmation(Map<String, Endpoint> endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
        this.disagreements = new EndpointLines("disagreements with claims", clock);
        this.failures = new EndpointLines("failed readings for claims", clock);
        this.trouble = new VendorTrouble(clock);
    }

    /** Whether the entry is a claim about a job that somebody can be asked about. */
    boolean applies(Lease lease) {
        return lease.incoming().trust() == Trust.CLAIMED
                && lease.incoming().event().job() != null
                && reader(endpoint(lease)).isPresent();
    }

    /**
     * Whether the entry is of an endpoint that another receiver has, perhaps, and this one has not; of claims only
     * those about a job, which somebody can confirm.
     */
    boolean isForAnother(Lease lease) {
        return endpoint(lease) == null
                && (lease.incoming().trust() != Trust.CLAIMED
                        || lease.incoming().event().job() != null);
    }

    private @Nullable Endpoint endpoint(Lease lease) {
        return endpoints.get(lease.incoming().event().endpoint());
    }

    private static Optional<JobReader> reader(@Nullable Endpoint endpoint) {
        return endpoint == null ? Optional.empty() : endpoint.jobs();
    }

    Settlement of(Lease lease) {
        WebhookEvent claim = lease.incoming().event();
        Endpoint endpoint = Objects.requireNonNull(endpoint(lease));
        String jobId = Objects.requireNonNull(claim.job()).jobId();
        JobReader reader = reader(endpoint).orElseThrow();
        Duration pause = reader.schedule().pauseAfter(lease.attempt());
        int readings = reader.schedule().readings();
        if (lease.attempt() > readings + NEVER_SETTLED) {
            return new Settlement.Dead("handed out " + (lease.attempt() - 1) + " times, and never settled");
        }
        Optional<Instant> rest = trouble.rest(endpoint.name());
        if (rest.isPresent()) {
            return waiting(lease, rest.get(), readings, "the vendor could not be asked about another job");
        }
        Optional<JobReading> reading;
        try {
            reading = reader.read(jobId, Objects.requireNonNull(endpoint.account()));
            trouble.isOver(endpoint.name());
        } catch (WebhookException failed) {
            return failed(lease, failed, pause, readings);
        } catch (IllegalArgumentException impossible) {
            return again(lease, pause, readings, "the job cannot be asked about: " + impossible.getMessage());
        } catch (RuntimeException bug) {
            if (failures.mayLog(endpoint.name())) {
                LOG.error(
                        "endpoint {}: its provider failed to read a job", endpoint.name(), Retold.withoutMessages(bug));
            }
            return again(
                    lease,
                    pause,
                    readings,
                    "reading the job failed with " + bug.getClass().getName());
        }
        if (reading.isPresent()) {
            known.add(endpoint.name(), jobId);
            return judged(lease, reading.get(), pause, readings);
        }
        // One that was never known has not been asked about so often, unless its readings failed.
        boolean isKnown = lease.attempt() > READINGS_OF_NOTHING || known.has(endpoint.name(), jobId);
        return again(
                lease,
                pause,
                isKnown ? readings : Math.min(readings, READINGS_OF_NOTHING),
                "the vendor knows no such job");
    }

    private Settlement failed(Lease lease, WebhookException failed, Duration pause, int readings) {
        String why = String.valueOf(failed.getMessage());
        return trouble.until(lease.incoming().event().endpoint(), failed, pause)
                .map(until -> waiting(lease, until, readings, why))
                .orElseGet(() -> again(
                        lease, VendorTrouble.pause(pause, failed.retryAfter().orElse(Duration.ZERO)), readings, why));
    }

    /**
     * What ails the vendor says nothing about the job, and uses up none of the claim's readings, unless it lasts for
     * too long.
     */
    private Settlement waiting(Lease lease, Instant until, int readings, String why) {
        Instant now = clock.instant();
        return now.isBefore(lease.incoming().receivedAt().plus(LONGEST_OUTAGE))
                ? new Settlement.Deferred(until, why(why))
                : again(lease, Duration.between(now, until), readings, why);
    }

    private Settlement judged(Lease lease, JobReading reading, Duration pause, int readings) {
        WebhookEvent claim = lease.incoming().event();
        JobUpdate claimed = Objects.requireNonNull(claim.job());
        JobUpdate said = reading.job();
        if (!said.state().isTerminal() && !agree(claimed, said)) {
            return again(
                    lease,
                    pause,
                    readings,
                    "the vendor says that the job is " + said.state() + " ('" + LogText.of(said.vendorState()) + "')");
        }
        if (claimed.state().isTerminal() && claimed.state() != said.state() && disagreements.mayLog(claim.endpoint())) {
            LOG.warn(
                    "endpoint {}: claim {} says {}, the vendor says {}; the vendor counts",
                    claim.endpoint(),
                    LogText.of(claim.id()),
                    claimed.state(),
                    said.state());
        }
        return new Settlement.Confirmed(event(claim, reading), clock.instant());
    }

    /**
     * Whether a job that has not ended is as far as was claimed. A word that we do not know may be an end, or may come
     * before or after any other, so only the same word agrees with it.
     */
    private static boolean agree(JobUpdate claimed, JobUpdate said) {
        if (claimed.state().isTerminal()) {
            return false;
        }
        if (claimed.state() == JobState.UNKNOWN || said.state() == JobState.UNKNOWN) {
            return claimed.vendorState().equals(said.vendorState());
        }
        return claimed.state() == JobState.QUEUED || said.state() == JobState.RUNNING;
    }

    private Settlement again(Lease lease, Duration pause, int readings, String why) {
        return lease.attempt() >= readings
                ? new Settlement.Dead(why("not confirmed in " + lease.attempt() + " readings: " + why))
                : new Settlement.Retry(clock.instant().plus(pause), why(why));
    }

    private static String why(String text) {
        return LogText.of(text, MAX_WHY);
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
