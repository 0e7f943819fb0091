package dev.anyhook.testkit.flawed;

import dev.anyhook.ProviderId;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import java.util.EnumSet;
import java.util.Set;

/**
 * Acme as it was when it signed and had a console, but no API: a person enters the URL. Sound as well; what that person
 * is told can be replaced by something flawed.
 */
public final class ConsoleWebhooks extends AcmeWebhooks {
    private static final ProviderId ID = ProviderId.of("acme-console");

    private final AcmeSignature signature = new AcmeSignature();

    /** The sound provider. */
    public ConsoleWebhooks() {
        this(new Console());
    }

    ConsoleWebhooks(Console console) {
        super(console);
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.SECRET_SHOWN_ONCE, Capability.TEST_EVENT));
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable("send a parcel to yourself");
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return signature.verifier(trust, new AcmeEvents() {
            @Override
            ProviderId provider() {
                return ID;
            }
        });
    }

    /** Acme's console, which nothing but a person can reach. */
    static class Console extends AcmeApi {
        @Override
        ProviderId provider() {
            return ID;
        }

        @Override
        ConfigureResult configure(EndpointRequest request, VendorAccount account) {
            check(request);
            require(account.settings().isEmpty(), "Acme has no settings");
            return new ActionRequired(null, instruction(request));
        }

        @Override
        void check(EndpointRequest request) {
            require("https".equals(request.url().getScheme()), "url must be https");
            require(request.urlToken() == null, "urlToken must be absent");
            requireKnown(request.eventTypes());
        }

        String instruction(EndpointRequest request) {
            String types = request.eventTypes().isEmpty() ? "all events" : String.join(", ", request.eventTypes());
            return "Enter " + request.url() + " in Acme's console, and choose " + types;
        }
    }
}
