package dev.anyhook.simulators;

import java.time.Instant;
import java.util.Map;

/** How a vendor vouches for a delivery: the headers it adds to one attempt. */
@FunctionalInterface
interface Signing {
    Map<String, String> headers(String deliveryId, byte[] body, Instant at);
}
