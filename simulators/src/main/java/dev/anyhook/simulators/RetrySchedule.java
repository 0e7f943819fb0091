package dev.anyhook.simulators;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a vendor waits after each failure, counted from that failure; after the last it gives up. */
record RetrySchedule(List<Duration> waits) {
    /** Eight attempts (Svix "Retries", read 2026-07-02; Diffio "Webhooks", read 2026-11-01). */
    static final RetrySchedule SVIX = new RetrySchedule(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10)));

    /** One attempt and no more (Sivi "Update Webhook", read 2026-11-01: fire and forget). */
    static final RetrySchedule NONE = new RetrySchedule(List.of());

    /** Our own choice: Nexio says that it retries and not when (Nexio "Webhooks", read 2026-11-01). */
    static final RetrySchedule NEXIO = new RetrySchedule(
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)));

    RetrySchedule {
        waits = List.copyOf(waits);
    }

    /** The wait after attempt {@code number} failed, empty when it was the last. */
    Optional<Duration> after(int number) {
        return number <= waits.size() ? Optional.of(waits.get(number - 1)) : Optional.empty();
    }
}
