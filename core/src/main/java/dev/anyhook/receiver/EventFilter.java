package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events a handler wants; null means any, but for the trust. A filter with a job state never matches a late event,
 * so that a job never goes back from its end.
 *
 * @param vendor whose events
 * @param endpoint events to which of our endpoints
 * @param type the vendor's name of the kind
 * @param state the job state
 * @param leastTrust nothing less believable is handed over; {@link Trust#CONFIRMED} unless asked for by name
 */
public record EventFilter(
        @Nullable ProviderId vendor,
        @Nullable String endpoint,
        @Nullable String type,
        @Nullable JobState state,
        Trust leastTrust) {
    public EventFilter {
        Objects.requireNonNull(leastTrust, "leastTrust");
    }

    /** Every event that is signed or confirmed. */
    public static EventFilter any() {
        return new EventFilter(null, null, null, null, Trust.CONFIRMED);
    }

    public EventFilter ofVendor(String id) {
        return new EventFilter(ProviderId.of(id), endpoint, type, state, leastTrust);
    }

    public EventFilter ofEndpoint(String name) {
        return new EventFilter(vendor, Objects.requireNonNull(name, "name"), type, state, leastTrust);
    }

    public EventFilter ofType(String name) {
        return new EventFilter(vendor, endpoint, Objects.requireNonNull(name, "name"), state, leastTrust);
    }

    public EventFilter inState(JobState jobState) {
        return new EventFilter(vendor, endpoint, type, Objects.requireNonNull(jobState, "jobState"), leastTrust);
    }

    /** The same, from {@code least} upwards; {@link Trust#CLAIMED} takes what anyone with the URL says. */
    public EventFilter trusting(Trust least) {
        return new EventFilter(vendor, endpoint, type, state, least);
    }

    boolean matches(Lease lease) {
        WebhookEvent event = lease.incoming().event();
        return lease.incoming().trust().isAtLeast(leastTrust)
                && (vendor == null || vendor.equals(event.provider()))
                && (endpoint == null || endpoint.equals(event.endpoint()))
                && (type == null || type.equals(event.type()))
                && (state == null || (isIn(state, event.job()) && !lease.isLate()));
    }

    private static boolean isIn(JobState state, @Nullable JobUpdate job) {
        return job != null && job.state() == state;
    }
}
