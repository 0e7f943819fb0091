package dev.anyhook.testkit.flawed;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.spi.DeliveryVerifier;

/** A verifier that keeps its secret where a record prints it. */
record Printing(DeliveryVerifier verifier, String secret) implements DeliveryVerifier {
    @Override
    public VerificationResult verify(RawDelivery delivery) {
        return verifier.verify(delivery);
    }
}
