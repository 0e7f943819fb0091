package dev.anyhook.fuzz;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.spi.DeliveryVerifier;

/**
 * A scheme as data whose class says the same: label, event, and the reason of a refusal if not its words.
 *
 * @param data the verifier under test
 * @param original the class
 */
record Twin(DeliveryVerifier data, DeliveryVerifier original) implements DeliveryVerifier {
    @Override
    public VerificationResult verify(RawDelivery delivery) {
        VerificationResult verdict = data.verify(delivery);
        VerificationResult expected = original.verify(delivery);
        Promise.holds(
                essence(verdict).equals(essence(expected)),
                "data and class say the same: " + verdict + " and " + expected);
        return verdict;
    }

    private static Object essence(VerificationResult verdict) {
        return verdict.<Object>fold(verified -> verified, unsigned -> unsigned, refused -> refused.reason());
    }
}
