package dev.anyhook.sivi;

import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.DeliveryVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Takes as a claim whatever comes to the URL whose token only Sivi and we know; without a token, whatever comes.
 *
 * <p>"Update Webhook" (read 2026-11-01) names no signature, no secret and no header of any kind, so that nothing that
 * arrives is ever more than a claim.
 */
final class SiviUrlToken implements DeliveryVerifier {
    private final @Nullable UrlToken token;

    private SiviUrlToken(@Nullable UrlToken token) {
        this.token = token;
    }

    static SiviUrlToken of(TrustPolicy trust) {
        refuseIf(!trust.secrets().isEmpty(), "a signing secret");
        refuseIf(trust.keyEncoding() != null, "a key encoding");
        refuseIf(trust.bearer() != null, "a bearer token");
        return new SiviUrlToken(trust.urlTokens().isEmpty() ? null : UrlToken.of(trust.urlTokens()));
    }

    private static void refuseIf(boolean given, String what) {
        if (given) {
            throw new IllegalArgumentException("Sivi signs nothing and sends no Authorization header, so that " + what
                    + " could never hold; use TrustPolicy.urlToken and have the job confirmed");
        }
    }

    @Override
    public VerificationResult verify(RawDelivery delivery) {
        Rejected broken = token == null ? null : token.broken(delivery.endpoint(), delivery.target());
        if (broken != null) {
            return broken;
        }
        return new Unsigned(SiviEnvelope.of(delivery.body()).event(delivery));
    }
}
