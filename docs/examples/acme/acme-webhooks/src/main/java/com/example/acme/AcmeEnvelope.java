package com.example.acme;

import dev.anyhook.JobUpdate;
import dev.anyhook.RawDelivery;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of a genuine delivery to the event. Its id is the body's {@code id}, which is signed, and never the
 * header {@code X-Acme-Delivery}, which is not. Source: Acme, "Webhooks", read 2026-11-24.
 */
final class AcmeEnvelope {
    static final Set<String> EVENT_TYPES = Set.of("transcript.started", "transcript.finished");

    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final String CREATED = "created_at";
    private static final String JOB = "transcript.id";
    private static final String STATUS = "transcript.status";
    private static final String ERROR = "transcript.error";
    private static final String LINK = "transcript.url";
    private static final JsonFields FIELDS = JsonFields.of(ID, TYPE, CREATED, JOB, STATUS, ERROR, LINK);

    private AcmeEnvelope() {}

    /** The event that {@code delivery} brings; of unknown type, without a job, when its body cannot be read. */
    static WebhookEvent read(RawDelivery delivery) {
        JsonValues body = FIELDS.read(delivery.body());
        String type = body.text(TYPE);
        return new WebhookEvent(
                AcmeWebhooks.ID,
                delivery.endpoint(),
                Digests.ofBodyUnless(body.text(ID), delivery.body()),
                type == null || type.isBlank() ? WebhookEvent.UNKNOWN_TYPE : type,
                body.instant(CREATED),
                job(body),
                delivery.body());
    }

    private static @Nullable JobUpdate job(JsonValues body) {
        String id = body.text(JOB);
        String word = body.prose(STATUS);
        return id == null || id.isBlank()
                ? null
                : new JobUpdate(
                        id,
                        AcmeStates.of(word == null ? "" : word),
                        word == null ? "" : word,
                        body.links(LINK),
                        body.prose(ERROR));
    }
}
