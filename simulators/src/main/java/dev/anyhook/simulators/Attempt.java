package dev.anyhook.simulators;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One time that a delivery was sent, and what came of it: either a status or a failure is set.
 *
 * @param sent what went over the wire
 * @param at when, by the simulator's clock
 * @param number the place in the vendor's schedule, 1 for the first; a repetition has the number of what it repeats
 * @param repeated whether the bytes and headers are those of an earlier attempt, sent again unchanged
 * @param status the receiver's answer, null when none came
 * @param failure why no answer came, null when one did
 */
public record Attempt(
        SentDelivery sent,
        Instant at,
        int number,
        boolean repeated,
        @Nullable Integer status,
        @Nullable String failure) {
    public Attempt {
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(at, "at");
        if ((status == null) == (failure == null)) {
            throw new IllegalArgumentException("either a status or a failure");
        }
    }

    /** What names the delivery over all its attempts. */
    public String deliveryId() {
        return sent.id();
    }

    /** The job that the vendor sends the delivery about. */
    public String jobId() {
        return sent.jobId();
    }

    /** The event's type in the vendor's word. */
    public String eventType() {
        return sent.eventType();
    }

    /** Whether the receiver took it, which only a 2xx says. */
    public boolean succeeded() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the receiver may have seen it, though perhaps no answer came back. */
    public boolean mayHaveArrived() {
        return failure == null || !Postman.NEVER_ARRIVED.contains(failure);
    }
}
