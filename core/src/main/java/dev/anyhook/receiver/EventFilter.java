package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events a handler wants; null means any, but for the trust. A filter with a job state never matches a late
 * event, so that a job never goes back from its end.
 *
 * @param provider whose events
 * @param endpoint events to which of our endpoints
 * @param type the vendor's name of the kind
 * @param state the job state
 * @param leastTrust nothing less believable is handed over; {@link Trust#CONFIRMED} unless asked for by name
 */
public record EventFilter(
        @Nullable ProviderId provider,
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

    /** Takes only events of the provider with this id. */
    public EventFilter ofProvider(String id) {
        return new EventFilter(ProviderId.of(id), endpoint, type, state, leastTrust);
    }

    /** Takes only events to our endpoint of this name. */
    public EventFilter ofEndpoint(String name) {
        return new EventFilter(provider, Objects.requireNonNull(name, "name"), type, state, leastTrust);
    }

    /** Takes only events that the vendor calls so. */
    public EventFilter ofType(String name) {
        return new EventFilter(provider, endpoint, Objects.requireNonNull(name, "name"), state, leastTrust);
    }

    /** Takes only events of a job that came to this state, and of those none that is late. */
    public EventFilter inState(JobState jobState) {
        return new EventFilter(provider, endpoint, type, Objects.requireNonNull(jobState, "jobState"), leastTrust);
    }

    /** Takes events from {@code least} upwards; {@link Trust#CLAIMED} takes what anyone with the URL says. */
    public EventFilter trusting(Trust least) {
        return new EventFilter(provider, endpoint, type, state, least);
    }

    boolean matches(Lease lease) {
        WebhookEvent event = lease.incoming().event();
        return lease.incoming().trust().isAtLeast(leastTrust)
                && (provider == null || provider.equals(event.provider()))
                && (endpoint == null || endpoint.equals(event.endpoint()))
                && (type == null || type.equals(event.type()))
                && (state == null || (isIn(state, event.job()) && !lease.isLate()));
    }

    private static boolean isIn(JobState state, @Nullable JobUpdate job) {
        return job != null && job.state() == state;
    }
}
