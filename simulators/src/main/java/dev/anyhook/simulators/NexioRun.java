package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run and how its two reads describe it (Nexio "Get Job Status" and "Get Run Status", read 2026-11-01). */
record NexioRun(
        String id,
        String environment,
        Instant createdAt,
        @Nullable Instant completedAt,
        String status,
        @Nullable String override) {
    static final List<String> STATUSES = List.of("queued", "processing", "completed", "degraded", "failed");

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static NexioRun queued(String environment, Instant now) {
        return new NexioRun(UUID.randomUUID().toString(), environment, now, null, "queued", null);
    }

    NexioRun movedTo(String other, Instant now) {
        boolean over = !other.equals("queued") && !other.equals("processing");
        return new NexioRun(id, environment, createdAt, over ? now : null, other, override);
    }

    NexioRun readAs(String other) {
        return new NexioRun(id, environment, createdAt, completedAt, status, other);
    }

    /** The suffix of the event that this state is pushed with; null for a state that is not pushed. */
    @Nullable
    String pushed() {
        return switch (status) {
            case "completed", "degraded" -> "completed";
            case "failed" -> "failed";
            default -> null;
        };
    }

    /** The answer of {@code /runs}. */
    ObjectNode asRun() {
        return described(override == null ? status : override);
    }

    /** The answer of {@code /jobs}, whose words do not include {@code degraded}. */
    ObjectNode asJob() {
        String told = override == null ? status : override;
        return asRun().put("status", told.equals("degraded") ? "completed" : told);
    }

    /** What is pushed, which the switch for disagreement leaves alone. */
    ObjectNode asPushed() {
        return described(status);
    }

    private ObjectNode described(String told) {
        ObjectNode run = Json.object()
                .put("run_id", id)
                .put("status", told)
                .put("environment", environment)
                .put("created_at", MILLIS.format(createdAt));
        if (completedAt != null) {
            run.put("completed_at", MILLIS.format(completedAt));
            run.put("duration_ms", completedAt.toEpochMilli() - createdAt.toEpochMilli());
        }
        switch (told) {
            case "completed" -> run.putObject("output");
            case "degraded" -> run.putObject("output").put("degradation_reason", "A source did not answer in time.");
            case "failed" ->
                run.put("error", "The documents could not be read.").putObject("error_details");
            default -> {
                // A run that is not over has no outcome.
            }
        }
        return run;
    }
}
