package dev.anyhook.testkit.flawed;

import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import java.util.List;
import java.util.Set;

/**
 * Acme as it was when it offered nothing: no signature, no id of events, one URL for each account. Sound as well; what
 * it knows a caller by can be replaced by something flawed.
 */
public final class UnsignedWebhooks extends AcmeWebhooks {
    private static final ProviderId ID = ProviderId.of("acme-unsigned");

    private final AcmeToken token;

    /** The sound provider. */
    public UnsignedWebhooks() {
        this(new AcmeToken());
    }

    UnsignedWebhooks(AcmeToken token) {
        super(new OneUrl());
        this.token = token;
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable("send a parcel to yourself");
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return token.verifier(trust, new AcmeEvents() {
            @Override
            ProviderId provider() {
                return ID;
            }

            @Override
            String id(RawDelivery delivery, String unproven) {
                return Digests.ofBody(delivery.body());
            }
        });
    }

    private static final class OneUrl extends AcmeApi {
        @Override
        ProviderId provider() {
            return ID;
        }

        @Override
        void check(EndpointRequest request) {
            require("https".equals(request.url().getScheme()), "url must be https");
            require(request.urlToken() != null, "urlToken is missing");
            require(request.eventTypes().isEmpty(), "eventTypes must be empty: Acme cannot filter");
            require(request.bearer() == null, "bearer must be absent");
        }

        @Override
        ConfigureResult made(VendorAnswer answer, EndpointRequest request, VendorAccount account) {
            if (!answer.json().path("id").isTextual()) {
                throw answer.unintelligible("no id");
            }
            return new Configured(null, Change.REPLACED, false, List.of());
        }
    }
}
