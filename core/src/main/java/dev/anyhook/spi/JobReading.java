package dev.anyhook.spi;

import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor's API says of a job, in the shape of the event that says the same. Reading and receiving one outcome
 * give one id only where the vendor's answer tells the event's; that a job has ended is handled once all the same.
 *
 * @param eventId the id of the event that would bring this news, where the answer tells it; otherwise one that no
 *     delivery has, the same for each reading of the same news
 * @param type the type of that event
 * @param occurredAt when the state was reached; null if the vendor does not say
 * @param job the news
 * @param payload the vendor's answer, untouched
 */
public record JobReading(
        String eventId, String type, @Nullable Instant occurredAt, JobUpdate job, Payload payload) {
    public JobReading {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(payload, "payload");
    }
}
