package dev.anyhook.spi;

import java.util.Map;

/** What became of a request for a sample. */
public sealed interface TestResult {
    /**
     * The vendor accepted; a delivery follows.
     *
     * @param eventId the {@link dev.anyhook.WebhookEvent#id()} that will arrive
     * @param answer the vendor's answer, by its own field names
     */
    record Requested(String eventId, Map<String, String> answer) implements TestResult {
        public Requested {
            answer = Map.copyOf(answer);
        }
    }

    /**
     * The vendor has no sample event. Nothing was called.
     *
     * @param alternative what to do instead
     */
    record Unavailable(String alternative) implements TestResult {}
}
