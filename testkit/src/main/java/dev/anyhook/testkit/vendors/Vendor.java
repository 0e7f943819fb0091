package dev.anyhook.testkit.vendors;

import dev.anyhook.JobState;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SentDelivery;
import dev.anyhook.simulators.VendorSimulator;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A simulated vendor: its words, and the troubles it knows. */
enum Vendor {
    DIFFIO(EnumSet.of(Trouble.SHAPE), List.of("completed")) {
        @Override
        Optional<SentDelivery> relabelled(SentDelivery sent) {
            return Optional.of(sent.withHeader("svix-id", "msg_" + relabel(sent)));
        }
    },
    NEXIO(EnumSet.noneOf(Trouble.class), List.of("completed")) {
        @Override
        Optional<SentDelivery> relabelled(SentDelivery sent) {
            return Optional.of(sent.withHeader("X-Nexio-Delivery", relabel(sent)));
        }
    },
    SIVI(EnumSet.of(Trouble.LOST_ANSWER, Trouble.MISDATING, Trouble.ROTATION), List.of("complete", "completed")) {
        @Override
        Optional<SentDelivery> relabelled(SentDelivery sent) {
            return Optional.empty();
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Unmodifiable.
    private final Set<Trouble> unknown;

    @SuppressWarnings("ImmutableEnumChecker") // Unmodifiable.
    private final List<String> successes;

    Vendor(Set<Trouble> unknown, List<String> successes) {
        this.unknown = Collections.unmodifiableSet(unknown);
        this.successes = List.copyOf(successes);
    }

    static Vendor of(VendorSimulator simulator) {
        if (simulator instanceof DiffioSimulator) {
            return DIFFIO;
        }
        return simulator instanceof NexioSimulator ? NEXIO : SIVI;
    }

    /** The state that a word of any of the vendors stands for. */
    static JobState state(String word) {
        return switch (word) {
            case "queued", "pending" -> JobState.QUEUED;
            case "processing" -> JobState.RUNNING;
            case "complete", "completed" -> JobState.SUCCEEDED;
            case "degraded" -> JobState.DEGRADED;
            case "failed", "error", "suspended" -> JobState.FAILED;
            default -> JobState.UNKNOWN;
        };
    }

    boolean knows(Trouble trouble) {
        return !unknown.contains(trouble);
    }

    /** The vendor's word for an end; {@code choice} picks one where it has several. */
    String word(JobState end, int choice) {
        return switch (end) {
            case SUCCEEDED -> successes.get(choice % successes.size());
            case DEGRADED -> "degraded";
            case FAILED -> "failed";
            case QUEUED, RUNNING, UNKNOWN -> throw new IllegalArgumentException(end + " is no end");
        };
    }

    /**
     * Whether {@code attempt} may have told the receiver, in the vendor's own bytes, that {@code jobId} came to
     * {@code end}.
     */
    boolean tells(Attempt attempt, String jobId, JobState end) {
        String type = attempt.eventType();
        JobState told = state(type.substring(type.indexOf('.') + 1));
        return attempt.sent().isGenuine()
                && attempt.mayHaveArrived()
                && attempt.jobId().equals(jobId)
                && (told == end || (told == JobState.SUCCEEDED && end == JobState.DEGRADED))
                && text(attempt.sent()).contains('"' + jobId + '"');
    }

    /** The same delivery under another delivery id, where the vendor sends one. */
    abstract Optional<SentDelivery> relabelled(SentDelivery sent);

    private static String relabel(SentDelivery sent) {
        return UUID.nameUUIDFromBytes(sent.id().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String text(SentDelivery sent) {
        return new String(sent.body(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
