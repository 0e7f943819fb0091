package dev.anyhook.spi;

import java.util.List;

/** The vendor's endpoints, once they exist. Fails as {@link WebhookProvider} says. */
public interface EndpointAdmin {
    /** All endpoints of the account, in the vendor's order. */
    List<VendorEndpoint> list(VendorAccount account);

    /** Changes what {@code change} names, leaves the rest. */
    VendorEndpoint update(String endpointId, EndpointChange change, VendorAccount account);

    /** Makes a new signing secret and hands it to {@code sink} before anything else can fail. */
    void rotateSecret(String endpointId, SecretSink sink, VendorAccount account);

    /** Ends deliveries to the endpoint. */
    void delete(String endpointId, VendorAccount account);
}
