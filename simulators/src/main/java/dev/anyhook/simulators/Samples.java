package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Samples of what the vendors deliver, with fresh identifiers on each call. */
public final class Samples {
    private static final String DESIGN = "design.";
    private static final List<String> DESIGNS =
            List.of("design.pending", "design.processing", "design.complete", "design.completed", "design.failed");

    private Samples() {}

    /**
     * What Diffio would send at {@code at} to an endpoint with {@code secret}.
     *
     * @throws IllegalArgumentException if Diffio has no event {@code type}, or the secret is no key
     */
    public static SampleDelivery diffio(String type, String secret, Instant at) {
        DiffioEvent event = DiffioEvent.ofType(type).orElseThrow(() -> unknown("Diffio", type, DiffioEvent.types()));
        ObjectNode payload = event.payload(
                DiffioEvent.freshEventId(),
                at,
                "key_" + RandomText.hex(10),
                "proj_" + RandomText.hex(10),
                "gen_" + RandomText.hex(10));
        byte[] body = Json.bytes(payload);
        return new SampleDelivery(SvixSigning.headers(SvixSigning.freshMessageId(), body, at, List.of(secret)), body);
    }

    /**
     * What Sivi would send, wrapped as documented. Sivi names no events: a type is {@code design.} and a status.
     *
     * @throws IllegalArgumentException if {@code type} is none of them
     */
    public static SampleDelivery sivi(String type) {
        if (!DESIGNS.contains(type)) {
            throw unknown("Sivi", type, DESIGNS);
        }
        SiviDesign design = SiviDesign.pending(SiviApi.PRODUCTION).movedTo(type.substring(DESIGN.length()), 45);
        return new SampleDelivery(Map.of("Content-Type", "application/json"), Json.bytes(design.asPushed(false)));
    }

    /**
     * What Nexio would send at {@code at} to an endpoint with {@code secret}.
     *
     * @param keyReading how the secret becomes a key: {@code raw}, {@code strip_prefix} or {@code base64}
     * @param bearer the static token of the endpoint, null without one
     * @throws IllegalArgumentException if Nexio has no event {@code type}, or the secret cannot be read so
     */
    public static SampleDelivery nexio(
            String type, String secret, String keyReading, @Nullable String bearer, Instant at) {
        List<String> known = Stream.concat(NexioEvents.CURRENT.stream(), NexioEvents.LEGACY.stream())
                .toList();
        if (!known.contains(type)) {
            throw unknown("Nexio", type, known);
        }
        NexioRun run = NexioRun.queued("live", at.minusSeconds(42)).movedTo(NexioEvents.outcome(type), at);
        byte[] body = Json.bytes(NexioEvents.envelope(type, run.asPushed()));
        return new SampleDelivery(
                NexioSigning.headers(
                        UUID.randomUUID().toString(),
                        type,
                        body,
                        at,
                        List.of(secret),
                        NexioKeyReading.named(keyReading),
                        bearer),
                body);
    }

    private static IllegalArgumentException unknown(String vendor, String type, List<String> known) {
        return new IllegalArgumentException("no type '" + type + "'; " + vendor + " knows " + String.join(", ", known));
    }
}
