package dev.anyhook.spi;

import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.WebhookException;
import java.util.Optional;
import java.util.Set;

/**
 * One vendor: how to point its webhooks here, how to ask it for a sample, how to tell its deliveries from a stranger's.
 * Found by {@link java.util.ServiceLoader}; stateless and safe for any number of threads, because whatever differs
 * between accounts comes in as an argument.
 *
 * <p>Calls to the vendor throw {@link WebhookException} when the vendor refuses or cannot be reached, and
 * {@link IllegalArgumentException}, before any call, when an argument breaks a rule that the vendor documents.
 */
public interface WebhookProvider {
    ProviderId id();

    /** What the vendor offers beyond the three verbs. {@link #endpoints()} and {@link #jobs()} speak for themselves. */
    Set<Capability> capabilities();

    /** The event types that the vendor documents. Deliveries may carry others. */
    Set<String> eventTypes();

    /** The names of the settings of a {@link VendorAccount} that this vendor understands. */
    default Set<String> settings() {
        return Set.of();
    }

    /**
     * Whether the account's key and settings could be what the vendor wants, without any call.
     *
     * @throws IllegalArgumentException if they could not; names the setting, the value and the rule, never the key
     */
    default void check(VendorAccount account) {}

    /**
     * Points the vendor at {@code request.url()}. Without {@link Capability#MANY_ENDPOINTS} this replaces the vendor's
     * only URL.
     */
    ConfigureResult configure(EndpointRequest request, VendorAccount account);

    /** Asks the vendor to deliver a sample. */
    TestResult test(TestRequest request, VendorAccount account);

    /**
     * Prepares verification for one endpoint: secrets are decoded here, once.
     *
     * @throws IllegalArgumentException if {@code trust} could never hold for this vendor, for example because a secret
     *     cannot be decoded; the message says which and why, without the secret
     */
    DeliveryVerifier verifier(TrustPolicy trust);

    /** One-shot form of {@link #verifier}; prepare a verifier for anything that runs more than once. */
    default VerificationResult verify(RawDelivery delivery, TrustPolicy trust) {
        return verifier(trust).verify(delivery);
    }

    /** Managing endpoints that exist; empty when the vendor's API cannot. */
    default Optional<EndpointAdmin> endpoints() {
        return Optional.empty();
    }

    /** Reading a job's present state; empty when the vendor's API cannot. */
    default Optional<JobReader> jobs() {
        return Optional.empty();
    }
}
