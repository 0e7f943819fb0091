package dev.anyhook.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider under test with what its author gave of it; remembers the delivery that it judged last, and what of the
 * provider made the test ask what it asked.
 */
final class Subject {
    /** A secret that no author uses, readable in every {@link dev.anyhook.KeyEncoding}. */
    static final Secret STRANGER = Secret.of("whsec_c3RyYW5nZXItc3RyYW5nZXItc3RyYW5nZXI=");

    private final WebhookProviderContract contract;
    private @Nullable RawDelivery sent;
    private @Nullable String since;

    Subject(WebhookProviderContract contract) {
        this.contract = contract;
    }

    WebhookProviderContract contract() {
        return contract;
    }

    WebhookProvider provider() {
        return contract.provider();
    }

    RawDelivery genuine() {
        return contract.genuine();
    }

    TrustPolicy trust() {
        return contract.trust();
    }

    /** What the provider judged last; null before the first. */
    @Nullable
    RawDelivery sent() {
        return sent;
    }

    /** What of the provider made the test ask what it asked last; null if it asks that of every provider. */
    @Nullable
    String since() {
        return since;
    }

    void since(@Nullable String reason) {
        since = reason;
    }

    /** Whether the provider declares {@code capability}, which the test then goes by. */
    boolean declares(Capability capability) {
        boolean declared = contract.declares(capability);
        since = "the provider " + (declared ? "declares " : "does not declare ") + capability;
        return declared;
    }

    VerificationResult verdict(RawDelivery delivery) {
        return verdict(delivery, trust());
    }

    VerificationResult verdict(RawDelivery delivery, TrustPolicy trust) {
        sent = delivery;
        return provider().verify(delivery, trust);
    }

    boolean believed(RawDelivery delivery) {
        return !(verdict(delivery) instanceof Rejected);
    }

    /** Whether {@code genuine} is believed under {@code trust}; not when the policy itself is refused. */
    boolean believed(TrustPolicy trust) {
        try {
            return !(verdict(genuine(), trust) instanceof Rejected);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** The event that {@code delivery}, which must be believed, brings. */
    WebhookEvent event(RawDelivery delivery) {
        return verdict(delivery).fold(Verified::event, Unsigned::claim, rejected -> {
            throw new AssertionError("the delivery was refused: " + rejected.reason() + ": " + rejected.detail());
        });
    }

    void assume(Capability capability, boolean declared) {
        assumeTrue(declares(capability) == declared, (declared ? "does not declare " : "declares ") + capability);
    }

    /** {@link #genuine()}, arriving later. */
    RawDelivery after(Duration duration) {
        return genuine().withReceivedAt(genuine().receivedAt().plus(duration));
    }

    /** A delivery of {@code body} that the vendor made; ends the test if the author cannot make one. */
    RawDelivery signed(Payload body) {
        if (!contract.declares(Capability.SIGNED)) {
            return genuine().withBody(body);
        }
        Optional<RawDelivery> signed = contract.signed(body, genuine().receivedAt());
        assumeTrue(signed.isPresent(), "signed(body, instant) is not overridden");
        return signed.orElseThrow();
    }

    Optional<RawDelivery> signedAgain() {
        Duration later = Duration.ofHours(1);
        return contract.declares(Capability.SIGNED)
                ? contract.signed(genuine().body(), genuine().receivedAt().plus(later))
                : Optional.of(after(later));
    }

    TrustPolicy withSecrets(List<Secret> secrets) {
        TrustPolicy usual = trust();
        return new TrustPolicy(
                secrets,
                usual.bearer(),
                usual.urlTokens(),
                usual.acceptsUnsigned(),
                usual.tolerance(),
                usual.keyEncoding());
    }

    TrustPolicy withTokens(List<Secret> tokens) {
        TrustPolicy usual = trust();
        return new TrustPolicy(
                usual.secrets(),
                usual.bearer(),
                tokens,
                usual.acceptsUnsigned(),
                usual.tolerance(),
                usual.keyEncoding());
    }

    /** The headers without which {@link #genuine()} is refused. */
    List<String> neededHeaders() {
        return genuine().headers().map().keySet().stream()
                .filter(name -> !believed(DeliveryMutations.without(genuine(), name)))
                .toList();
    }

    /** The other headers of {@link #genuine()}. */
    List<String> otherHeaders() {
        return genuine().headers().map().keySet().stream()
                .filter(name -> believed(DeliveryMutations.without(genuine(), name)))
                .toList();
    }

    String value(String header) {
        return genuine().headers().firstValue(header).orElseThrow();
    }
}
