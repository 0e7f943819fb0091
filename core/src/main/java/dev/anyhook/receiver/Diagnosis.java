package dev.anyhook.receiver;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.WebhookProvider;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out why a signature does not match, by trying what commonly goes wrong: a body rewritten on the way, a secret
 * read in another way. Takes many times as long as verifying, so it is never part of an answer.
 */
public final class Diagnosis {
    private static final int LARGEST = 256 * 1024;

    private Diagnosis() {}

    /**
     * What would have made {@code refused} genuine, or that its body of more than 256 KiB is too large to look, in a
     * sentence; empty when nothing tried does, which is the case for every other forgery, and where {@code trust} has
     * no secrets. Holds no secret, signature or body.
     */
    public static Optional<String> of(WebhookProvider provider, TrustPolicy trust, RawDelivery refused) {
        if (trust.secrets().isEmpty()) {
            return Optional.empty();
        }
        if (refused.body().size() > LARGEST) {
            return Optional.of("the body is larger than 256 KiB, too large to look for what may have changed it");
        }
        DeliveryVerifier verifier = provider.verifier(trust);
        for (Map.Entry<Payload, String> form : Rewritings.of(refused.body()).entrySet()) {
            if (verifier.verify(refused.withBody(form.getKey())) instanceof Verified) {
                return Optional.of("the body verifies " + form.getValue() + ": something rewrote it on the way");
            }
        }
        for (KeyEncoding encoding : KeyEncoding.values()) {
            if (encoding != trust.keyEncoding() && verifies(provider, trust.withKeyEncoding(encoding), refused)) {
                return Optional.of("it verifies when the secret is read as " + encoding + ": set the key encoding so");
            }
        }
        return Optional.empty();
    }

    private static boolean verifies(WebhookProvider provider, TrustPolicy trust, RawDelivery refused) {
        try {
            return provider.verifier(trust).verify(refused) instanceof Verified;
        } catch (IllegalArgumentException notAWayToReadIt) {
            return false;
        }
    }
}
