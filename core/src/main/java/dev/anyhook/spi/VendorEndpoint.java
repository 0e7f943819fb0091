package dev.anyhook.spi;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the vendor knows it.
 *
 * @param id the vendor's id
 * @param url where it delivers, as the vendor spells it
 * @param eventTypes what it delivers
 * @param active whether it delivers at present
 * @param description the note kept with it; null for none
 * @param environment the vendor's word for the environment; null if it does not say
 * @param bearerConfigured whether the vendor sends a bearer token along
 */
public record VendorEndpoint(
        String id,
        String url,
        Set<String> eventTypes,
        boolean active,
        @Nullable String description,
        @Nullable String environment,
        boolean bearerConfigured) {
    public VendorEndpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(url, "url");
        eventTypes = Set.copyOf(Objects.requireNonNull(eventTypes, "eventTypes"));
    }
}
