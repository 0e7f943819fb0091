package dev.anyhook.receiver;

import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.LogText;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One named endpoint of ours: whose deliveries it takes and what it takes to believe them.
 *
 * @param olderSecrets what verdicts call those that are not the newest
 */
record Endpoint(
        String name,
        WebhookProvider provider,
        TrustPolicy trust,
        DeliveryVerifier verifier,
        Set<String> olderSecrets,
        @Nullable UrlToken urlToken,
        @Nullable VendorAccount account) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    static Endpoint of(String name, WebhookProvider provider, TrustPolicy trust, @Nullable VendorAccount account) {
        checkName(name);
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
        return new Endpoint(name, provider, trust, verifier, olderSecrets(trust), token, account);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an endpoint's name is up to 64 letters, digits, dots, dashes and"
                    + " underscores, the first a letter or a digit: '" + LogText.of(name) + "'");
        }
    }

    /** As {@link Verified#secretLabel()} says it. */
    private static Set<String> olderSecrets(TrustPolicy trust) {
        return IntStream.range(1, trust.secrets().size())
                .mapToObj(trust::secretLabel)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Asks the vendor about jobs; empty where the vendor, or this endpoint, has no way to ask. */
    Optional<JobReader> jobs() {
        return account == null ? Optional.empty() : provider.jobs();
    }

    /** Whether a delivery that {@code other}'s vendor signed for it would be genuine here too. */
    boolean believesWhatIsFor(Endpoint other) {
        return provider.id().equals(other.provider.id()) && SharedSecrets.among(trust.secrets(), other.trust.secrets());
    }

    /** Why {@code target} is not where this endpoint listens; null when it is. */
    @Nullable
    Rejected misdirected(URI target) {
        return urlToken == null ? null : urlToken.broken(name, target);
    }
}
