package dev.anyhook.testkit;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every provider must do, as tests. An author extends this class, supplies one genuine delivery and what it takes
 * to believe it, and runs it. Each test holds a numbered {@link Rule}; a test of something that the provider lacks, or
 * that it was given nothing to prove with, is reported as skipped, with the reason. The methods that are not abstract
 * say more of the vendor, and each makes further tests run.
 *
 * <p>A report is written to {@code target/anyhook-contract/<provider>.json}; the configuration parameter
 * {@code anyhook.contract.report} names another folder. Where a {@code contract.json} is kept beside the build file, a
 * complete run must give the same; {@code -Danyhook.contract.update} writes it anew.
 *
 * <p>Not in parallel with other tests: it listens to {@code System.out}, {@code System.err} and the root logger, and
 * for a moment changes the default {@link java.util.Locale}.
 */
@ExtendWith(ContractExtension.class)
@SuppressWarnings("exports")
public abstract class WebhookProviderContract {
    private @Nullable Subject subject;

    /** For subclasses, in their own packages. */
    protected WebhookProviderContract() {}

    /** The provider to test. */
    protected abstract WebhookProvider provider();

    /**
     * A delivery as the vendor makes it, in time, believable under {@link #trust()}. It has every header that the
     * vendor sends, signed or not, and is the same on every call.
     */
    protected abstract RawDelivery genuine();

    /** What it takes to believe {@link #genuine()}. */
    protected abstract TrustPolicy trust();

    /**
     * A delivery of {@code body}, as the vendor makes it and sends it at {@code instant}, otherwise like
     * {@link #genuine()}. Empty if the author cannot sign; not asked when the vendor does not sign.
     */
    protected Optional<RawDelivery> signed(Payload body, Instant instant) {
        return Optional.empty();
    }

    /** {@link #genuine()} sent once more by the vendor, an hour later, with whatever it changes then. */
    protected Optional<RawDelivery> redelivered() {
        return subject().signedAgain();
    }

    /** A delivery of another event, believable under {@link #trust()}; whatever names the event is another there. */
    protected Optional<RawDelivery> another() {
        return Optional.empty();
    }

    /**
     * Other forms in which the vendor may send the event of {@link #genuine()}: while a secret is being rotated, with
     * more than one signature, the right one not first.
     */
    protected List<RawDelivery> otherForms() {
        return List.of();
    }

    /** An account that {@link WebhookProvider#check} finds no fault with, on its way to {@code transport}. */
    protected VendorAccount account(VendorAccount.Transport transport) {
        return VendorAccount.of(Secret.of("contract-api-key")).over(transport);
    }

    /** A request that the vendor can fulfil, made from {@code usual}, which fits the provider's capabilities. */
    protected EndpointRequest request(EndpointRequest usual) {
        return usual;
    }

    /** What the vendor answers to {@code request} with status 200 when all is well, as JSON. */
    protected Optional<String> answer(HttpRequest request) {
        return Optional.empty();
    }

    /** Rules that should be kept and are not, by number, with the reason. None that must be kept may be here. */
    protected Map<String, String> deviations() {
        return Map.of();
    }

    /** The one subject of this instance: created late, because a constructor must not give itself away. */
    final Subject subject() {
        if (subject == null) {
            subject = new Subject(this);
        }
        return subject;
    }

    /** Whether the provider declares {@code capability}. */
    final boolean declares(Capability capability) {
        return provider().capabilities().contains(capability);
    }

    @Nested
    @DisplayName("discovery")
    class Discovery extends DiscoveryRules {
        Discovery() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("purity: verification")
    class Purity extends PurityRules {
        Purity() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("fail closed: a provider whose vendor signs")
    class FailClosed extends FailClosedRules {
        FailClosed() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("signatures: a provider whose vendor signs")
    class Signatures extends SignatureRules {
        Signatures() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("no signatures: a provider whose vendor does not sign")
    class NoSignatures extends NoSignatureRules {
        NoSignatures() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("time")
    class Time extends TimeRules {
        Time() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("headers")
    class Headers extends HeaderRules {
        Headers() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("bearer tokens")
    class Bearer extends BearerRules {
        Bearer() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("identity: the event's id")
    class Identity extends IdentityRules {
        Identity() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("events")
    class Events extends EventRules {
        Events() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("secrecy")
    class Secrecy extends SecrecyRules {
        Secrecy() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("capabilities: what is declared works, what works is declared")
    class Capabilities extends CapabilityRules {
        Capabilities() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("arguments: before any call")
    class Arguments extends ArgumentRules {
        Arguments() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("calls to the vendor")
    class Calls extends CallRules {
        Calls() {
            super(subject());
        }
    }

    @Nested
    @DisplayName("comparison")
    class Comparison extends ComparisonRules {
        Comparison() {
            super(subject());
        }
    }
}
