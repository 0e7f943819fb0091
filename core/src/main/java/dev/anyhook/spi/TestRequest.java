package dev.anyhook.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sample a vendor should deliver.
 *
 * @param eventType one of the vendor's event types
 * @param samplePayload fields to merge into the sample, a JSON object; null for none
 */
public record TestRequest(String eventType, @Nullable JsonNode samplePayload) {
    public TestRequest {
        Objects.requireNonNull(eventType, "eventType");
        if (samplePayload != null && !samplePayload.isObject()) {
            throw new IllegalArgumentException("samplePayload must be a JSON object");
        }
        samplePayload = samplePayload == null ? null : samplePayload.deepCopy();
    }

    public static TestRequest of(String eventType) {
        return new TestRequest(eventType, null);
    }
}
