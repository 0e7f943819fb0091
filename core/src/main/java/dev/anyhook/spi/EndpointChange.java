package dev.anyhook.spi;

import dev.anyhook.Secret;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an endpoint. Null leaves a thing as it is; the two {@code clear} flags remove what null cannot.
 *
 * @param url the new target
 * @param eventTypes the new event types, not empty
 * @param description the new note
 * @param active whether it should deliver
 * @param bearer the new bearer token
 * @param clearDescription removes the note
 * @param clearBearer stops sending a bearer token
 */
public record EndpointChange(
        @Nullable URI url,
        @Nullable Set<String> eventTypes,
        @Nullable String description,
        @Nullable Boolean active,
        @Nullable Secret bearer,
        boolean clearDescription,
        boolean clearBearer) {
    public EndpointChange {
        eventTypes = eventTypes == null ? null : Set.copyOf(eventTypes);
        if (eventTypes != null && eventTypes.isEmpty()) {
            throw new IllegalArgumentException("an endpoint without event types would receive nothing");
        }
        if ((description != null && clearDescription) || (bearer != null && clearBearer)) {
            throw new IllegalArgumentException("a change cannot both set and clear the same thing");
        }
    }

    /** Changes nothing yet. */
    public static EndpointChange none() {
        return new EndpointChange(null, null, null, null, null, false, false);
    }

    public EndpointChange withUrl(URI target) {
        return new EndpointChange(target, eventTypes, description, active, bearer, clearDescription, clearBearer);
    }

    public EndpointChange withEventTypes(Set<String> types) {
        return new EndpointChange(url, types, description, active, bearer, clearDescription, clearBearer);
    }

    public EndpointChange withDescription(String text) {
        return new EndpointChange(url, eventTypes, text, active, bearer, false, clearBearer);
    }

    public EndpointChange withoutDescription() {
        return new EndpointChange(url, eventTypes, null, active, bearer, true, clearBearer);
    }

    public EndpointChange withActive(boolean deliver) {
        return new EndpointChange(url, eventTypes, description, deliver, bearer, clearDescription, clearBearer);
    }

    public EndpointChange withBearer(Secret token) {
        return new EndpointChange(url, eventTypes, description, active, token, clearDescription, false);
    }

    public EndpointChange withoutBearer() {
        return new EndpointChange(url, eventTypes, description, active, null, clearDescription, true);
    }
}
