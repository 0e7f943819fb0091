package dev.anyhook.receiver;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Lines} of each endpoint, so that a flood at one does not hide what is said of another. */
final class EndpointLines {
    private final String matter;
    private final InstantSource clock;
    private final Map<String, Lines> byEndpoint = new ConcurrentHashMap<>();

    /** Lines about what {@code matter} says, in the plural. */
    EndpointLines(String matter, InstantSource clock) {
        this.matter = matter;
        this.clock = clock;
    }

    /** Whether there may be another line about {@code endpoint} now. */
    boolean mayLog(String endpoint) {
        return byEndpoint
                .computeIfAbsent(endpoint, name -> new Lines(matter + " (" + name + ")", clock))
                .mayLog();
    }
}
