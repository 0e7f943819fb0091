package dev.anyhook.testkit.flawed;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.DeliveryVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller is known by where nothing is signed, in steps that each can be replaced by a flawed one. */
class AcmeToken {
    DeliveryVerifier verifier(TrustPolicy trust, AcmeEvents events) {
        check(trust);
        List<Secret> tokens = trust.urlTokens();
        return delivery -> {
            Rejected broken = tokens.isEmpty() ? null : broken(delivery, tokens);
            return broken == null ? believed(delivery, events) : broken;
        };
    }

    void check(TrustPolicy trust) {
        if (!trust.secrets().isEmpty() || trust.bearer() != null) {
            throw new IllegalArgumentException("Acme signs nothing and sends no token");
        }
    }

    @Nullable
    Rejected broken(RawDelivery delivery, List<Secret> tokens) {
        return UrlToken.of(tokens).broken(delivery.endpoint(), delivery.target());
    }

    VerificationResult believed(RawDelivery delivery, AcmeEvents events) {
        return new Unsigned(events.read(delivery));
    }
}
