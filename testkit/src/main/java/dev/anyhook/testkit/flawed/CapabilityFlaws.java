package dev.anyhook.testkit.flawed;

import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can be wrong with what a provider says of itself. */
final class CapabilityFlaws {
    private CapabilityFlaws() {}

    static List<Flaw> all() {
        return List.of(
                new Flaw("D1", "goes by another id than it is found by", new AcmeWebhooks() {
                    @Override
                    public ProviderId id() {
                        return ProviderId.of("acme-incorporated");
                    }
                }),
                new Flaw("C2", "claims samples that it does not have", new AcmeWebhooks() {
                    @Override
                    public TestResult test(TestRequest request, VendorAccount account) {
                        return new TestResult.Unavailable("Acme has no samples");
                    }
                }),
                new Flaw("C2", "hides that there are samples", hiding(Capability.TEST_EVENT)),
                new Flaw("C3", "hides that the vendor shows a secret", hiding(Capability.SECRET_SHOWN_ONCE)),
                new Flaw("C5", "hides that events can be filtered", hiding(Capability.EVENT_FILTER)),
                new Flaw("C6", "hides that a bearer token can be sent", hiding(Capability.BEARER)),
                new Flaw("B4", "hides that a bearer token is verified", hiding(Capability.BEARER)),
                new Flaw("C7", "hides that there can be many endpoints", hiding(Capability.MANY_ENDPOINTS)),
                new Flaw("U1", "hides that deliveries are signed", hiding(Capability.SIGNED)),
                new Flaw("U2", "verifies secrets that it says nobody signs with", hiding(Capability.SIGNED)),
                new Flaw("T4", "hides that a timestamp is signed", hiding(Capability.REPLAY_WINDOW)),
                new Flaw("C5", "claims a filter that it does not have", new AcmeWebhooks(new AcmeApi() {
                    @Override
                    void check(EndpointRequest request) {
                        super.check(request);
                        require(request.eventTypes().isEmpty(), "Acme delivers every type to every URL");
                    }
                })),
                new Flaw("I7", "hides that the vendor gives an id", hiding(Capability.VENDOR_EVENT_ID)),
                new Flaw("I9", "makes an id of its own and hides that the vendor gives one", overlookingTheId()),
                new Flaw("A4", "asks for samples of unknown types", new AcmeWebhooks() {
                    @Override
                    public TestResult test(TestRequest request, VendorAccount account) {
                        return super.test(TestRequest.of("parcel.sent"), account);
                    }
                }),
                new Flaw("P6", "looks at the machine's clock as well", new CuriousWebhooks()),
                new Flaw("K1", "compares signatures with equals", new UnsteadyWebhooks()));
    }

    private static AcmeWebhooks overlookingTheId() {
        var digested = new AcmeEvents() {
            @Override
            String id(RawDelivery delivery, String signed) {
                return Digests.ofBody(delivery.body());
            }
        };
        return new AcmeWebhooks(digested) {
            @Override
            public Set<Capability> capabilities() {
                return EnumSet.complementOf(EnumSet.of(Capability.VENDOR_EVENT_ID));
            }
        };
    }

    private static AcmeWebhooks hiding(Capability hidden) {
        return new AcmeWebhooks() {
            @Override
            public Set<Capability> capabilities() {
                return EnumSet.complementOf(EnumSet.of(hidden));
            }
        };
    }
}
