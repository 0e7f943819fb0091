package dev.anyhook.spi;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads a vendor's error body. */
@FunctionalInterface
public interface VendorErrors {
    /** What {@code body} says; nulls when it is not of the vendor's documented form. */
    Said read(JsonNode body);

    /**
     * The vendor's own words.
     *
     * @param code its error code; null for none
     * @param message its message; null for none
     */
    record Said(@Nullable String code, @Nullable String message) {}
}
