package dev.anyhook.nexio;

import dev.anyhook.JobUpdate;
import dev.anyhook.RawDelivery;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of a genuine delivery to the event.
 *
 * <p>The event's id is the body's {@code id}, which is signed, and never {@code X-Nexio-Delivery}, which the page
 * deduplicates by but does not sign: whoever repeats a delivery could change it. Each delivery is an immutable
 * snapshot, so without an {@code id} the digest of the body does as well. Source: Nexio, "Webhooks", read 2026-11-01.
 *
 * <p>The members of {@code data.run} are not in the pages as far as they could be read. They are taken to be those of
 * "Get job status" and "Get run status" (read 2026-11-01); {@code data.run.id} is our leniency, looked at only where
 * {@code run_id} is absent.
 */
final class NexioEnvelope {
    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final String CREATED = "created_at";
    private static final String RUN = "data.run.";
    private static final String RUN_ID = RUN + "run_id";
    private static final String RUN_ID_ELSE = RUN + "id";
    private static final String STATUS = RUN + "status";
    private static final String ERROR = RUN + "error";
    private static final String DEGRADATION = RUN + "output.degradation_reason";
    private static final JsonFields FIELDS =
            JsonFields.of(ID, TYPE, CREATED, RUN_ID, RUN_ID_ELSE, STATUS, ERROR, DEGRADATION);

    private NexioEnvelope() {}

    /** The event that {@code delivery} brings; of unknown type, without a job, when its body cannot be read. */
    static WebhookEvent read(RawDelivery delivery) {
        JsonValues body = FIELDS.read(delivery.body());
        String type = said(body.text(TYPE));
        String known = type == null ? WebhookEvent.UNKNOWN_TYPE : type;
        return new WebhookEvent(
                NexioWebhooks.ID,
                delivery.endpoint(),
                Digests.ofBodyUnless(body.text(ID), delivery.body()),
                known,
                body.instant(CREATED),
                job(body, known),
                delivery.body());
    }

    private static @Nullable JobUpdate job(JsonValues body, String type) {
        String own = said(body.text(RUN_ID));
        String runId = own == null ? said(body.text(RUN_ID_ELSE)) : own;
        return runId == null
                ? null
                : NexioStates.update(runId, word(body, STATUS), type, error(body, ERROR, DEGRADATION));
    }

    /** The word at {@code path}: a text however odd, or a number or boolean as it is written; null if there is none. */
    static @Nullable String word(JsonValues body, String path) {
        String text = body.prose(path);
        return text == null ? body.scalar(path) : text;
    }

    /** What went wrong with a run: its error, or why it is degraded; null when it says neither. */
    static @Nullable String error(JsonValues body, String error, String degradation) {
        String failed = body.prose(error);
        return failed == null ? body.prose(degradation) : failed;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
