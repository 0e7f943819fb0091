package dev.anyhook.testkit.flawed;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Acme's bodies say, in steps that each can be replaced by a flawed one. */
class AcmeEvents {
    static final Set<String> TYPES = Set.of("parcel.sent", "parcel.lost");

    private static final JsonFields FIELDS = JsonFields.of("id", "type", "job.id", "job.status");
    private static final Map<String, JobState> STATES =
            Map.of("open", JobState.RUNNING, "sent", JobState.SUCCEEDED, "lost", JobState.FAILED);

    WebhookEvent read(RawDelivery delivery) {
        JsonValues said = FIELDS.read(delivery.body());
        String id = unlessBlank(said.text("id"));
        String type = unlessBlank(said.text("type"));
        return new WebhookEvent(
                provider(),
                endpoint(delivery),
                id(delivery, id == null ? Digests.ofBody(delivery.body()) : id),
                type(delivery, type == null ? WebhookEvent.UNKNOWN_TYPE : type),
                null,
                job(unlessBlank(said.text("job.id")), said.prose("job.status")),
                payload(delivery));
    }

    static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    ProviderId provider() {
        return AcmeWebhooks.ID;
    }

    String endpoint(RawDelivery delivery) {
        return delivery.endpoint();
    }

    String id(RawDelivery delivery, String signed) {
        return signed;
    }

    String type(RawDelivery delivery, String signed) {
        return signed;
    }

    @Nullable
    JobUpdate job(@Nullable String id, @Nullable String word) {
        String said = word == null ? "" : word;
        return id == null ? null : JobUpdate.of(id, state(said), said);
    }

    JobState state(String word) {
        return STATES.getOrDefault(word, JobState.UNKNOWN);
    }

    Payload payload(RawDelivery delivery) {
        return delivery.body();
    }
}
