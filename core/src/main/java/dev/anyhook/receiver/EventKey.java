package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;

/** What an event is known by: our endpoint and the event's id, digested if it is long. */
record EventKey(String endpoint, String id) {
    private static final int LONGEST = 256;

    static EventKey of(WebhookEvent event) {
        return new EventKey(event.endpoint(), bounded(event.id()));
    }

    /** {@code id}, or a digest of it, so that a remembered key has a bounded size. */
    static String bounded(String id) {
        return id.length() <= LONGEST ? id : Digests.ofFields(id);
    }
}
