package dev.anyhook.benchmarks.verify;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.spi.DeliveryVerifier;

/** Whether contenders answer rightly; one that does not is not timed. */
final class Check {
    private Check() {}

    /** {@code verifier} must take {@code genuine} and refuse it with another body. */
    static void tellsApart(String contender, DeliveryVerifier verifier, RawDelivery genuine) {
        that(!(verifier.verify(genuine) instanceof Rejected), contender, "refuses the genuine");
        that(verifier.verify(forged(genuine)) instanceof Rejected, contender, "believes the forged");
    }

    /** {@code library} must return for {@code genuine} and throw for {@code forged}. */
    static void tellsApart(String contender, Library library, byte[] genuine, byte[] forged) throws Exception {
        library.verify(genuine);
        boolean refused = false;
        try {
            library.verify(forged);
        } catch (Exception expected) {
            refused = true;
        }
        that(refused, contender, "believes the forged");
    }

    static void that(boolean right, String contender, String otherwise) {
        if (!right) {
            throw new IllegalStateException(contender + " " + otherwise);
        }
    }

    /** The same headers, and a body of the same length of which the last byte but one is another. */
    static RawDelivery forged(RawDelivery genuine) {
        return genuine.withBody(Payload.copyOf(forged(genuine.body().toByteArray())));
    }

    static byte[] forged(byte[] body) {
        byte[] other = body.clone();
        other[other.length - 3] ^= 1;
        return other;
    }

    /** Another's verifier, which throws when it does not believe. */
    @FunctionalInterface
    interface Library {
        void verify(byte[] body) throws Exception;
    }
}
