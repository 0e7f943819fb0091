package dev.anyhook.diffio;

import dev.anyhook.KeyEncoding;
import dev.anyhook.TrustPolicy;
import dev.anyhook.signing.StandardWebhooksSignature;
import dev.anyhook.spi.DeliveryVerifier;

/**
 * How Diffio signs: Svix version 1, under the {@code svix-} header names alone, with one secret for each endpoint.
 *
 * <p>Svix libraries take {@code webhook-} names as well; Diffio's verifier "expects svix-id, svix-timestamp, and
 * svix-signature headers" (Diffio, "Webhooks", read 2026-11-01), so these three are all that is looked at.
 */
final class DiffioSignature {
    private static final String HEADER_PREFIX = "svix-";

    private DiffioSignature() {}

    /** A verifier for one endpoint, or an {@link IllegalArgumentException} for a policy that could never hold here. */
    static DeliveryVerifier verifier(TrustPolicy trust) {
        refuse(!trust.urlTokens().isEmpty(), "a URL token has no place here: it proves less than the signature");
        refuse(trust.secrets().isEmpty() || trust.acceptsUnsigned(), "an unsigned delivery is never Diffio's");
        refuse(trust.bearer() != null, "Diffio sends no bearer token, so every delivery would be refused");
        KeyEncoding encoding = trust.keyEncoding();
        refuse(
                encoding != null && encoding != KeyEncoding.BASE64,
                "Diffio's secrets are base64 after whsec_; " + encoding + " would never match");
        var signature = StandardWebhooksSignature.of(HEADER_PREFIX, trust);
        return delivery -> signature.verify(delivery, signed -> DiffioEnvelope.read(delivery, signed));
    }

    private static void refuse(boolean hopeless, String why) {
        if (hopeless) {
            throw new IllegalArgumentException(
                    "Diffio signs every delivery with the signing secret of the endpoint: " + why);
        }
    }
}
