package dev.anyhook.diffio;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.WebhookProviderContract;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    protected Optional<RawDelivery> signed(Payload body, Instant instant) {
        return Optional.of(signed(Fixture.ID, body.toByteArray(), instant));
    }

    @Override
    protected Optional<RawDelivery> another() {
        return Optional.of(signed("msg_another", genuine().body().toByteArray(), Fixture.NOW));
    }

    private static RawDelivery signed(String id, byte[] body, Instant instant) {
        String timestamp = Long.toString(instant.getEpochSecond());
        return Fixture.delivery(id, timestamp, Signer.sign(Fixture.SECRET, id, timestamp, body), body, instant);
    }

    @Override
    protected List<RawDelivery> otherForms() {
        String good = Fixture.signatureOf(genuine());
        String bad = Signer.sign(Fixture.OTHER_SECRET, Fixture.ID, Long.toString(Fixture.SECONDS), new byte[0]);
        return List.of(
                Fixture.with(genuine(), "svix-signature", bad + " " + good),
                Fixture.with(genuine(), "svix-signature", good + " " + bad),
                Fixture.with(genuine(), "svix-signature", "v1a,of-another-scheme " + good + " v2,unknown"));
    }

    @Override
    protected VendorAccount account(VendorAccount.Transport transport) {
        return super.account(transport).with("mode", "live");
    }

    @Override
    protected Optional<String> answer(HttpRequest request) {
        return Optional.of(
                request.uri().getPath().endsWith("/configure")
                        ? "{\"webhook\":{\"endpointId\":\"ep_1\",\"signing\":\"svix\"}}"
                        : "{\"svixMessageId\":\"msg_1\",\"eventId\":\"evt_1\"}");
    }
}
