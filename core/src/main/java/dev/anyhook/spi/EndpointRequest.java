package dev.anyhook.spi;

import dev.anyhook.Secret;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a vendor should deliver, and how.
 *
 * @param url our public URL, without any token
 * @param eventTypes what to deliver; empty means all that the vendor documents
 * @param description a note kept at the vendor; null for none
 * @param bearer a token that the vendor should send along; null for none
 * @param urlToken a token that becomes the last path segment of the registered URL; null for none
 * @param secretSink where a once-shown secret goes; null if the caller cannot keep one, which vendors with
 *     {@link Capability#SECRET_SHOWN_ONCE} refuse
 */
public record EndpointRequest(
        URI url,
        Set<String> eventTypes,
        @Nullable String description,
        @Nullable Secret bearer,
        @Nullable Secret urlToken,
        @Nullable SecretSink secretSink) {
    public EndpointRequest {
        Objects.requireNonNull(url, "url");
        eventTypes = Set.copyOf(Objects.requireNonNull(eventTypes, "eventTypes"));
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "url must be absolute, with a host and without user or fragment; its host is " + url.getHost());
        }
    }

    /** All event types to {@code url}, nothing more. */
    public static EndpointRequest to(URI url) {
        return new EndpointRequest(url, Set.of(), null, null, null, null);
    }

    public EndpointRequest withEventTypes(Set<String> types) {
        return new EndpointRequest(url, types, description, bearer, urlToken, secretSink);
    }

    public EndpointRequest withDescription(String text) {
        return new EndpointRequest(url, eventTypes, text, bearer, urlToken, secretSink);
    }

    public EndpointRequest withBearer(Secret token) {
        return new EndpointRequest(url, eventTypes, description, token, urlToken, secretSink);
    }

    public EndpointRequest withUrlToken(Secret token) {
        return new EndpointRequest(url, eventTypes, description, bearer, token, secretSink);
    }

    public EndpointRequest withSecretSink(SecretSink sink) {
        return new EndpointRequest(url, eventTypes, description, bearer, urlToken, sink);
    }
}
