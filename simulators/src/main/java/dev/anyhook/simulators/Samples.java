package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Samples of what the vendors deliver, with fresh identifiers on each call. */
public final class Samples {
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
        return new SampleDelivery(
                SvixSigning.headers(SvixSigning.freshMessageId(), body, at, List.of(secret)), body);
    }

    private static IllegalArgumentException unknown(String vendor, String type, List<String> known) {
        return new IllegalArgumentException(
                "no type '" + type + "'; " + vendor + " knows " + String.join(", ", known));
    }
}
