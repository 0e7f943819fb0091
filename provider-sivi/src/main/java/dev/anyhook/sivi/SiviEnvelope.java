package dev.anyhook.sivi;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a callback or an answer of Sivi says of a job, in either of its two shapes.
 *
 * <p>"Update Webhook" (read 2026-11-01) shows {@code {"status":200,"body":{"status":"complete",...}}}; Sivi's own
 * sample application says that callbacks are flat, {@code {"status":"complete","result":...}}. An object called
 * {@code body} decides; the id of the job may then stand inside or beside it, as that application reads it.
 *
 * @param requestId Sivi's id of the job; null when there is none, as in the flat shape
 * @param word Sivi's word for the state; null when there is none
 * @param progress how far the work has come, as written; null when not said
 * @param reason why it failed, in Sivi's words
 * @param links the images in the order of the variations, then the page to edit the design, then the page to share
 */
record SiviEnvelope(
        @Nullable String requestId,
        @Nullable String word,
        @Nullable String progress,
        @Nullable String reason,
        List<URI> links) {
    private static final String WRAPPER = "body";
    private static final String REQUEST_ID = "requestId";
    private static final String WRAPPED_ID = WRAPPER + "." + REQUEST_ID;
    private static final String STATUS = "status";
    private static final String PROGRESS = "progress";
    private static final String REASON = "reason";
    private static final List<String> LINKS = List.of("result.variations[].variantImageUrl", "link", "shareLink");

    private static final JsonFields FIELDS = fields();
    private static final JsonFields IDS = JsonFields.of(REQUEST_ID, WRAPPED_ID);

    private static JsonFields fields() {
        var paths = new ArrayList<String>();
        paths.add(WRAPPER);
        for (String shape : List.of("", WRAPPER + ".")) {
            for (String name : List.of(REQUEST_ID, STATUS, PROGRESS, REASON)) {
                paths.add(shape + name);
            }
            LINKS.forEach(link -> paths.add(shape + link));
        }
        return JsonFields.of(paths.toArray(String[]::new));
    }

    /** What {@code body} says; nothing at all when it is not a JSON object. */
    static SiviEnvelope of(Payload body) {
        JsonValues values = FIELDS.read(body);
        String shape = values.hasObject(WRAPPER) ? WRAPPER + "." : "";
        String requestId = unlessOdd(values.text(shape + REQUEST_ID));
        String[] links = LINKS.stream().map(link -> shape + link).toArray(String[]::new);
        return new SiviEnvelope(
                requestId == null ? unlessOdd(values.text(REQUEST_ID)) : requestId,
                unlessBlank(values.text(shape + STATUS)),
                values.scalar(shape + PROGRESS),
                values.prose(shape + REASON),
                values.links(links));
    }

    /**
     * Whether {@code body} names a job by anything but exactly {@code jobId}, inside its wrapper or beside it: also by
     * what we would not take for an id, as it is then no id of the job asked for either.
     */
    static boolean isOfAnother(Payload body, String jobId) {
        JsonValues values = IDS.read(body);
        return Stream.of(REQUEST_ID, WRAPPED_ID).anyMatch(id -> values.has(id) && !jobId.equals(values.text(id)));
    }

    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** An id that is not visible ASCII is none: an API that passes over blanks would confirm one job under many ids. */
    private static @Nullable String unlessOdd(@Nullable String id) {
        return id == null || id.isEmpty() || !id.chars().allMatch(c -> c > ' ' && c <= '~') ? null : id;
    }

    /** The event that {@code delivery} claims; it names no job when Sivi gave no id to ask it by. */
    WebhookEvent event(RawDelivery delivery) {
        return new WebhookEvent(
                SiviWebhooks.ID,
                delivery.endpoint(),
                eventId(requestId, delivery.body()),
                SiviStates.typeOf(word),
                null,
                requestId == null ? null : job(requestId),
                delivery.body());
    }

    /** The same news, read as {@code answer} when asked for {@code jobId}. */
    JobReading reading(String jobId, Payload answer) {
        return new JobReading(eventId(jobId, answer), SiviStates.typeOf(word), null, job(jobId), answer);
    }

    private JobUpdate job(String jobId) {
        return new JobUpdate(jobId, SiviStates.of(word), word == null ? "" : word, links, reason);
    }

    /** Sivi gives events no id: equal news of one job is one event, and bytes that tell no news are their own. */
    private String eventId(@Nullable String jobId, Payload bytes) {
        if (jobId == null || word == null) {
            return Digests.ofBody(bytes);
        }
        JobState state = SiviStates.of(word);
        return Digests.ofFields(jobId, state == JobState.UNKNOWN ? word : state.name(), progress);
    }
}
