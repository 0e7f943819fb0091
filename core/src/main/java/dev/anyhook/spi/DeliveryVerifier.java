package dev.anyhook.spi;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;

/** Tells genuine deliveries to one endpoint from others. Safe for any number of threads. */
@FunctionalInterface
public interface DeliveryVerifier {
    /** Pure: no I/O, no clock but the delivery's own, and no exception for any bytes a stranger can send. */
    VerificationResult verify(RawDelivery delivery);
}
