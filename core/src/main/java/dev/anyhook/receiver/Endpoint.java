package dev.anyhook.receiver;

import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One named endpoint of ours: whose deliveries it takes and what it takes to believe them. */
record Endpoint(
        String name,
        WebhookProvider provider,
        TrustPolicy trust,
        DeliveryVerifier verifier,
        @Nullable UrlToken urlToken,
        @Nullable VendorAccount account) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    static Endpoint of(String name, WebhookProvider provider, TrustPolicy trust, @Nullable VendorAccount account) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an endpoint's name is up to 64 letters, digits, dots, dashes and underscores: '" + name + "'");
        }
        DeliveryVerifier verifier;
        try {
            verifier = provider.verifier(trust);
            if (account != null) {
                provider.check(account);
            }
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException("endpoint '" + name + "': " + unusable.getMessage(), unusable);
        }
        UrlToken token = trust.urlTokens().isEmpty() ? null : UrlToken.of(trust.urlTokens());
        return new Endpoint(name, provider, trust, verifier, token, account);
    }

    /** Whether a delivery that {@code other}'s vendor signed for it would be genuine here too. */
    boolean believesWhatIsFor(Endpoint other) {
        return provider.id().equals(other.provider.id())
                && !Collections.disjoint(trust.secrets(), other.trust.secrets());
    }

    /** Why {@code target} is not where this endpoint listens; null when it is. */
    @Nullable
    Rejected misdirected(URI target) {
        return urlToken == null ? null : urlToken.broken(name, target);
    }
}
