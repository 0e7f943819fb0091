package dev.anyhook.diffio;

import dev.anyhook.JobUpdate;
import dev.anyhook.RawDelivery;
import dev.anyhook.WebhookEvent;
import dev.anyhook.signing.Signed;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of a genuine delivery to the event.
 *
 * <p>The event's id is the signed {@code svix-id}, which every repetition of a message keeps; the body's
 * {@code eventId} stays in the payload. An event names no download: Diffio gives links out one by one, for about two
 * hours each, when asked. Sources: Diffio, "Webhooks", and "Get generation download", read 2026-11-01; Svix, "Verifying
 * webhooks manually", read 2026-07-02.
 */
final class DiffioEnvelope {
    private static final String TYPE = "eventType";
    private static final String CREATED = "createdAt";
    private static final String GENERATION = "generationId";
    private static final String STATUS = "status";
    private static final String ERROR = "error";
    private static final JsonFields FIELDS = JsonFields.of(TYPE, CREATED, GENERATION, STATUS, ERROR);

    private DiffioEnvelope() {}

    /** The event that {@code delivery} brings; of unknown type, without a job, when its body cannot be read. */
    static WebhookEvent read(RawDelivery delivery, Signed signed) {
        JsonValues body = FIELDS.read(delivery.body());
        String type = body.text(TYPE);
        return new WebhookEvent(
                DiffioWebhooks.ID,
                delivery.endpoint(),
                Objects.requireNonNull(signed.id(), "this scheme signs an id"),
                type == null || type.isBlank() ? WebhookEvent.UNKNOWN_TYPE : type,
                body.instant(CREATED),
                job(body.text(GENERATION), body.prose(STATUS), body.prose(ERROR)),
                delivery.body());
    }

    /** What is said of generation {@code id}; null when none is named. Without a word its state is unknown. */
    static @Nullable JobUpdate job(@Nullable String id, @Nullable String word, @Nullable String error) {
        if (id == null || id.isBlank()) {
            return null;
        }
        String said = word == null ? "" : word;
        return new JobUpdate(id, DiffioStates.of(said), said, List.of(), error);
    }
}
