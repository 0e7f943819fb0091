package dev.anyhook.receiver;

import dev.anyhook.spi.LogText;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events given up last, as many as there is room for. Not thread-safe. */
final class Parked {
    private static final Logger LOG = LoggerFactory.getLogger(InMemoryInbox.class);
    private static final int MOST = 1_000;

    private final Deque<IncomingEvent> events = new ArrayDeque<>();
    private final EndpointLines lines = new EndpointLines("events given up and forgotten", InstantSource.system());
    private final long maxBytes;
    private long bytes;

    Parked(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(IncomingEvent given) {
        events.addLast(given);
        bytes += size(given);
        while (events.size() > MOST || (bytes > maxBytes && events.size() > 1)) {
            IncomingEvent oldest = events.removeFirst();
            bytes -= size(oldest);
            String endpoint = oldest.event().endpoint();
            if (lines.mayLog(endpoint)) {
                LOG.warn(
                        "endpoint {}: event {} was given up and is now forgotten, for want of room",
                        endpoint,
                        LogText.of(oldest.event().id()));
            }
        }
    }

    private static int size(IncomingEvent event) {
        return event.event().payload().size();
    }

    List<IncomingEvent> events() {
        return List.copyOf(events);
    }
}
