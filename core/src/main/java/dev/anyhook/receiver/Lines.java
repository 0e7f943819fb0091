package dev.anyhook.receiver;

import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of the log about one matter that strangers can bring about: ten a second, and then how many more there were.
 */
final class Lines {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final String matter;
    private final InstantSource clock;
    private final Allowance allowance = new Allowance();

    /** Lines about what {@code matter} says, in the plural. */
    Lines(String matter, InstantSource clock) {
        this.matter = matter;
        this.clock = clock;
    }

    /** Whether there may be another line now. */
    boolean mayLog() {
        OptionalLong unlogged = allowance.take(clock.instant());
        if (unlogged.orElse(0) > 0) {
            LOG.warn("{} more {} than were logged", unlogged.getAsLong(), matter);
        }
        return unlogged.isPresent();
    }
}
