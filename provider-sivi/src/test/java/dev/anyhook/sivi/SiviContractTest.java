package dev.anyhook.sivi;

import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.WebhookProviderContract;
import java.net.http.HttpRequest;
import java.util.Optional;

/** Sivi keeps the promises of every provider. */
final class SiviContractTest extends WebhookProviderContract {
    @Override
    protected WebhookProvider provider() {
        return new SiviWebhooks();
    }

    @Override
    protected RawDelivery genuine() {
        return Arrivals.of(Samples.UPDATE_WEBHOOK);
    }

    @Override
    protected TrustPolicy trust() {
        return Arrivals.TRUST;
    }

    @Override
    protected Optional<RawDelivery> another() {
        return Optional.of(Arrivals.of(Samples.FAILED));
    }

    @Override
    protected Optional<String> answer(HttpRequest request) {
        return Optional.of("{\"status\":200,\"body\":{\"message\":\"updated\"}}");
    }
}
