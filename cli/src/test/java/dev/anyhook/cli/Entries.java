package dev.anyhook.cli;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events for an inbox, as Nexio's. */
final class Entries {
    static final String PAYLOAD = "{\"a\": \"\u001b[31m\u00e9\"}";

    private Entries() {}

    static IncomingEvent event(String id, String job) {
        return event("n", id, job, JobState.SUCCEEDED, null, Session.NOW);
    }

    static IncomingEvent event(
            String endpoint, String id, String job, JobState state, @Nullable String error, Instant receivedAt) {
        var event = new WebhookEvent(
                ProviderId.of("nexio"),
                endpoint,
                id,
                "run.completed",
                null,
                new JobUpdate(job, state, "completed", List.of(), error),
                Payload.utf8(PAYLOAD));
        return new IncomingEvent(event, Trust.SIGNED, receivedAt);
    }
}
