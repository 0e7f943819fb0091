package dev.anyhook.diffio;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.WebhookProviderContract;

/** Diffio keeps the promises of every provider. */
final class DiffioContractTest extends WebhookProviderContract {
    @Override
    protected WebhookProvider provider() {
        return new DiffioWebhooks();
    }

    @Override
    protected RawDelivery genuine() {
        return Fixture.signed(Fixture.COMPLETED);
    }

    @Override
    protected TrustPolicy trust() {
        return TrustPolicy.signedWith(Secret.of(Fixture.SECRET));
    }

    @Override
    protected VendorAccount account(VendorAccount.Transport transport) {
        return super.account(transport).with("mode", "live");
    }
}
