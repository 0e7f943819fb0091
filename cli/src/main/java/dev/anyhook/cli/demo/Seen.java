package dev.anyhook.cli.demo;

import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Handling;
import java.util.Locale;

/** What the application's handler was called with. */
record Seen(String eventId, String endpoint, String text) {
    static Seen of(WebhookEvent event, Handling handling) {
        JobUpdate job = event.job();
        String state = job == null ? event.type() : job.state().name();
        String trust = handling.trust().name().toLowerCase(Locale.ROOT);
        return new Seen(event.id(), event.endpoint(), state + ", " + trust + (handling.isLate() ? ", late" : ""));
    }
}
