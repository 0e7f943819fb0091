package dev.anyhook.nexio;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.signing.BearerToken;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.spi.DeliveryVerifier;
import java.net.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Nexio signs: HMAC-SHA256 over {@code t.body}, in lower-case hex, one {@code v1} for each secret in force, which
 * are two for 24 hours after a rotation.
 *
 * <p>Left open by the pages, as far as they could be read: whether the key is the secret's whole text, as it is taken
 * here unless the policy says otherwise; and how far in the future a timestamp may lie, here as far as in the past, for
 * which five minutes are documented. {@code X-Nexio-Timestamp} repeats {@code t} and is not signed itself: it may be
 * absent, but must not contradict. The bearer token is static, and the vendor says to use it only in addition to the
 * signature. Sources: Nexio, "Webhooks" and "Webhooks overview", read 2026-11-01.
 */
final class NexioSignature {
    private static final String SIGNATURE = "X-Nexio-Signature";
    private static final String TIMESTAMP = "X-Nexio-Timestamp";

    private final TimestampedSignature signature;
    private final @Nullable BearerToken bearer;

    private NexioSignature(TimestampedSignature signature, @Nullable BearerToken bearer) {
        this.signature = signature;
        this.bearer = bearer;
    }

    /** A verifier for one endpoint, or an {@link IllegalArgumentException} for a policy that could never hold here. */
    static DeliveryVerifier verifier(TrustPolicy trust) {
        refuse(!trust.urlTokens().isEmpty(), "a URL token has no place here: it proves less than the signature");
        refuse(trust.secrets().isEmpty() || trust.acceptsUnsigned(), "an unsigned delivery is never Nexio's");
        Secret token = trust.bearer();
        return new NexioSignature(
                TimestampedSignature.of(SIGNATURE, trust, KeyEncoding.RAW),
                token == null ? null : BearerToken.of(token))::verify;
    }

    private static void refuse(boolean hopeless, String why) {
        if (hopeless) {
            throw new IllegalArgumentException(
                    "Nexio signs every delivery with the signing secret of the endpoint: " + why);
        }
    }

    private VerificationResult verify(RawDelivery delivery) {
        VerificationResult signed = signature.verify(delivery, any -> NexioEnvelope.read(delivery));
        if (signed instanceof Rejected) {
            return signed;
        }
        Rejected contradicted = contradicted(delivery.headers());
        if (contradicted != null || bearer == null) {
            return contradicted == null ? signed : contradicted;
        }
        Rejected unknown = bearer.broken(delivery.headers());
        return unknown == null ? signed : unknown;
    }

    /** What is wrong with the repeated timestamp, once the signature holds; null when nothing is. */
    private static @Nullable Rejected contradicted(HttpHeaders headers) {
        List<String> repeated = headers.allValues(TIMESTAMP);
        if (repeated.isEmpty()) {
            return null;
        }
        if (repeated.size() > 1) {
            return new Rejected(
                    Reason.HEADER_REPEATED, TIMESTAMP + " came " + repeated.size() + " times; it must come once");
        }
        String[] items = headers.allValues(SIGNATURE).get(0).split(",", -1);
        return List.of(items).contains("t=" + repeated.get(0))
                ? null
                : new Rejected(
                        Reason.HEADER_MALFORMED,
                        TIMESTAMP + " is not the t of " + SIGNATURE + "; did something on the way rewrite it?");
    }
}
