package dev.anyhook.cli.config;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint, as far as the {@link Purpose} read it.
 *
 * @param name what it is called in URLs and logs
 * @param provider whose deliveries it takes
 * @param hasApiKey whether the file gives an API key, read or not
 * @param account for calls to the vendor; null when there is no API key or it was not read
 * @param urlTokens what registered URLs end in, newest first
 * @param bearer the token that the vendor sends along; null for none
 * @param trust what it takes to believe a delivery; null when it was not read
 */
public record EndpointConfig(
        String name,
        WebhookProvider provider,
        boolean hasApiKey,
        @Nullable VendorAccount account,
        List<Secret> urlTokens,
        @Nullable Secret bearer,
        @Nullable TrustPolicy trust) {
    public EndpointConfig {
        urlTokens = List.copyOf(urlTokens);
    }

    /** The account, for a purpose that demands one. */
    public VendorAccount requiredAccount() {
        return Objects.requireNonNull(account, "the account was not read");
    }

    /** Whether the two would believe each other's deliveries, since a secret of theirs is spelled alike. */
    boolean sharesSecretWith(EndpointConfig other) {
        return provider.id().equals(other.provider.id())
                && requiredTrust().secrets().stream()
                        .anyMatch(other.requiredTrust().secrets()::contains);
    }

    /** The policy, for a purpose that reads it. */
    public TrustPolicy requiredTrust() {
        return Objects.requireNonNull(trust, "the secrets were not read");
    }
}
