package dev.anyhook.nexio;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.WebhookProviderContract;

/** Nexio keeps the promises of every provider. */
final class NexioContractTest extends WebhookProviderContract {
    @Override
    protected WebhookProvider provider() {
        return new NexioWebhooks();
    }

    @Override
    protected RawDelivery genuine() {
        return Fixture.signed(Fixture.BODY);
    }

    @Override
    protected TrustPolicy trust() {
        return Fixture.TRUST;
    }

    @Override
    protected VendorAccount account(VendorAccount.Transport transport) {
        return VendorAccount.of(Secret.of("nx_test_contract")).over(transport);
    }
}
