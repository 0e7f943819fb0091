package dev.anyhook.cli.demo;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.Deliveries;
import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.SentDelivery;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult.Requested;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Diffio: signs as Svix does, shows its secret in a portal only, delivers samples on request, retries. */
final class DiffioAct implements Act {
    private static final String SIGNED = "signed";

    private final WebhookProvider provider = WebhookProviders.load("diffio");
    private final DiffioSimulator vendor;
    private final VendorAccount account;
    private @Nullable TrustPolicy trust;

    DiffioAct(MovableClock clock) {
        this.vendor = DiffioSimulator.start(clock);
        this.account =
                VendorAccount.of(Secret.of(vendor.apiKey())).at(vendor.api()).with("mode", "live");
    }

    @Override
    public String vendor() {
        return "diffio";
    }

    @Override
    public List<String> configure() {
        var request = EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/diffio"));
        var result = (ActionRequired) provider.configure(request, account);
        String endpointId = Objects.requireNonNull(result.endpointId());
        trust = TrustPolicy.signedWith(Secret.labelled("portal", vendor.secretFromPortal(endpointId)));
        return List.of("endpoint " + endpointId + " made; its secret was copied from the portal");
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
        var requested = (Requested) provider.test(TestRequest.of("generation.completed"), account);
        return "a sample was asked for; it came as " + requested.eventId();
    }

    @Override
    public VerificationResult judge(RawDelivery delivery) {
        return provider.verify(delivery, Objects.requireNonNull(trust));
    }

    @Override
    public void play(Stage stage) {
        Deliveries deliveries = vendor.deliveries();
        stage.report(this, "the sample", newest(), 200, SIGNED, "SUCCEEDED, signed");
        String job = vendor.submit();
        Attempt genuine = newest();
        stage.report(this, "genuine", genuine, 200, SIGNED, "QUEUED, signed");
        stage.report(this, "repeated", deliveries.replay(genuine), 200, SIGNED);
        playReordered(stage, job);
        playForged(stage, genuine.sent());
        playTampered(stage);
        stage.advance(Duration.ofMinutes(10));
        stage.report(this, "stale: sent again 10 min later", deliveries.replay(genuine), 401, "timestamp too old");
    }

    private void playReordered(Stage stage, String job) {
        Deliveries deliveries = vendor.deliveries();
        deliveries.hold();
        vendor.moveTo(job, "processing");
        vendor.moveTo(job, "completed");
        int before = deliveries.attempts().size();
        deliveries.releaseReordered();
        List<Attempt> reordered = deliveries.attempts().subList(before, before + 2);
        stage.report(this, "reordered: the end first", reordered.get(0), 200, SIGNED, "SUCCEEDED, signed");
        stage.report(this, "reordered: then the middle", reordered.get(1), 200, SIGNED, "RUNNING, signed, late");
    }

    private void playForged(Stage stage, SentDelivery real) {
        Deliveries deliveries = vendor.deliveries();
        SentDelivery forged = real.withHeader("svix-signature", "v1,Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2VkLWZvcmc=");
        stage.report(this, "forged signature", deliveries.forge(forged), 401, "signature mismatch");
        SentDelivery bare = real.withoutHeader("svix-signature");
        stage.report(this, "no signature", deliveries.forge(bare), 401, "header missing");
        Attempt astray = deliveries.forge(real.withTarget("/webhooks/nobody"));
        stage.report(this, "to an unknown endpoint", astray, 404, "");
    }

    private void playTampered(Stage stage) {
        Deliveries deliveries = vendor.deliveries();
        deliveries.tamper(body -> new String(body, StandardCharsets.UTF_8)
                .replace("queued", "failed")
                .getBytes(StandardCharsets.UTF_8));
        vendor.submit();
        stage.report(this, "tampered with on the way", newest(), 401, "signature mismatch");
        stage.advance(Duration.ofSeconds(5));
        deliveries.deliverDue();
        stage.report(this, "its retry after 5 s", newest(), 200, SIGNED, "QUEUED, signed");
    }

    private Attempt newest() {
        List<Attempt> all = vendor.deliveries().attempts();
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        vendor.close();
    }
}
