package dev.anyhook.simulators;

import java.time.Instant;
import java.util.Map;

/** How a vendor vouches for a delivery: the headers it adds to one attempt. */
@FunctionalInterface
interface Signing {
    /** The headers of an attempt made {@code now} that claims to be of {@code dated}. */
    Map<String, String> headers(String deliveryId, byte[] body, Instant dated, Instant now);
}
