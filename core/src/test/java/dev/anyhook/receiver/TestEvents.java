package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;

/** Events as the inbox gets them. */
final class TestEvents {
    private TestEvents() {}

    static IncomingEvent signed(String id) {
        return new IncomingEvent(event(id, null, Payload.empty()), Trust.SIGNED, MovableClock.START);
    }

    static IncomingEvent of(Trust trust, String id, String job, JobState state) {
        return new IncomingEvent(event(id, job(job, state), Payload.empty()), trust, MovableClock.START);
    }

    static IncomingEvent sized(Trust trust, String id, int bytes) {
        return new IncomingEvent(event(id, null, Payload.copyOf(new byte[bytes])), trust, MovableClock.START);
    }

    static JobUpdate job(String id, JobState state) {
        return JobUpdate.of(id, state, state.name());
    }

    static WebhookEvent event(String id, JobUpdate job, Payload payload) {
        return new WebhookEvent(HmacVendor.ID, "here", id, "told", null, job, payload);
    }
}
