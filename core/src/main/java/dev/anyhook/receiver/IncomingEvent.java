package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.Instant;
import java.util.Objects;

/**
 * An event on its way into the inbox.
 *
 * @param event what the vendor says, or is said to say
 * @param trust how far it may be believed
 * @param receivedAt when the delivery arrived
 */
public record IncomingEvent(WebhookEvent event, Trust trust, Instant receivedAt) {
    public IncomingEvent {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(receivedAt, "receivedAt");
    }
}
