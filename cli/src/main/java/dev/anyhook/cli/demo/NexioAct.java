package dev.anyhook.cli.demo;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.Deliveries;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SentDelivery;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult.Unavailable;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nexio: signs with a timestamped header, sends our bearer token along, shows its secret once. */
final class NexioAct implements Act {
    private static final String SIGNED = "signed";

    private final WebhookProvider provider = WebhookProviders.load("nexio");
    private final Secret bearer = Secret.of("demo-" + UUID.randomUUID());
    private final NexioSimulator vendor;
    private final VendorAccount account;
    private @Nullable String endpointId;
    private @Nullable TrustPolicy trust;

    NexioAct(MovableClock clock) {
        this.vendor = NexioSimulator.start(clock);
        this.account = VendorAccount.of(Secret.of(vendor.apiKey())).at(vendor.api());
    }

    @Override
    public String vendor() {
        return "nexio";
    }

    @Override
    public List<String> configure() {
        var request = EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/nexio"))
                .withBearer(bearer)
                .withSecretSink((endpoint, secret) ->
                        trust = TrustPolicy.signedWith(secret).andBearer(bearer));
        var result = (Configured) provider.configure(request, account);
        endpointId = result.endpointId();
        return List.of("endpoint " + endpointId + " made; its secret was shown once and kept");
    }

    @Override
    public void join(WebhookReceiver.Builder receiver) {
        receiver.endpoint(vendor(), provider, Objects.requireNonNull(trust), account);
    }

    @Override
    public void deliverTo(URI receiver) {
        vendor.deliverVia(receiver);
    }

    @Override
    public String test() {
        return ((Unavailable) provider.test(TestRequest.of("run.completed"), account)).alternative();
    }

    @Override
    public VerificationResult judge(RawDelivery delivery) {
        return provider.verify(delivery, Objects.requireNonNull(trust));
    }

    @Override
    public void play(Stage stage) {
        Deliveries deliveries = vendor.deliveries();
        Attempt genuine = finish("completed");
        stage.report(this, "genuine", genuine, 200, SIGNED, "SUCCEEDED, signed");
        stage.report(this, "repeated", deliveries.replay(genuine), 200, SIGNED);
        SentDelivery renamed =
                genuine.sent().withHeader("X-Nexio-Delivery", UUID.randomUUID().toString());
        stage.report(this, "repeated as another delivery", deliveries.forge(renamed), 200, SIGNED);
        SentDelivery guessed = genuine.sent().withHeader("Authorization", "Bearer guess");
        stage.report(this, "wrong bearer token", deliveries.forge(guessed), 401, "token mismatch");
        SentDelivery bare = genuine.sent().withoutHeader("X-Nexio-Signature");
        stage.report(this, "bearer, no signature", deliveries.forge(bare), 401, "header missing");
        provider.endpoints()
                .orElseThrow()
                .rotateSecret(Objects.requireNonNull(endpointId), (endpoint, secret) -> {}, account);
        stage.report(this, "signed with old and new secret", finish("failed"), 200, SIGNED, "FAILED, signed");
        stage.advance(Duration.ofMinutes(10));
        stage.report(this, "stale: sent again 10 min later", deliveries.replay(genuine), 401, "timestamp too old");
        stage.advance(Duration.ofHours(25));
        stage.report(this, "old secret no longer valid", finish("completed"), 401, "signature mismatch");
    }

    private Attempt finish(String status) {
        vendor.moveTo(vendor.submit(), status);
        List<Attempt> all = vendor.deliveries().attempts();
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        vendor.close();
    }
}
