package dev.anyhook.cli.demo;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.Deliveries;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.SentDelivery;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult.Unavailable;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sivi: signs nothing and never retries, so its deliveries are claims that its API is asked about. */
final class SiviAct implements Act {
    private static final String CLAIM = "a claim";
    private static final String CONFIRMED = "SUCCEEDED, confirmed";

    private final WebhookProvider provider = WebhookProviders.load("sivi");
    private final Secret token = Secret.of("demo-" + UUID.randomUUID());
    private final TrustPolicy trust = TrustPolicy.urlToken(token);
    private final SiviSimulator vendor;
    private final VendorAccount account;

    SiviAct(MovableClock clock) {
        this.vendor = SiviSimulator.start(clock);
        this.account = VendorAccount.of(Secret.of(vendor.apiKey())).at(vendor.api());
    }

    @Override
    public String vendor() {
        return "sivi";
    }

    @Override
    public List<String> configure() {
        URI url = URI.create("https://hooks.example.com/webhooks/sivi");
        var request = EndpointRequest.to(url).withUrlToken(token);
        var said = new ArrayList<String>();
        var result = (Configured) provider.configure(request, account);
        said.add(url + "/[url-token] registered as the account's only URL");
        said.addAll(result.notes());
        return said;
    }

    @Override
    public void join(WebhookReceiver.Builder receiver) {
        receiver.endpoint(vendor(), provider, trust, account);
    }

    @Override
    public void deliverTo(URI receiver) {
        vendor.deliverVia(receiver);
    }

    @Override
    public String test() {
        return ((Unavailable) provider.test(TestRequest.of("design.complete"), account)).alternative();
    }

    @Override
    public VerificationResult judge(RawDelivery delivery) {
        return provider.verify(delivery, trust);
    }

    @Override
    public void play(Stage stage) {
        Deliveries deliveries = vendor.deliveries();
        String design = vendor.submit();
        vendor.moveTo(design, "complete");
        Attempt genuine = newest();
        stage.report(this, "genuine", genuine, 200, CLAIM, CONFIRMED);
        stage.report(this, "repeated", deliveries.replay(genuine), 200, CLAIM);
        SentDelivery elsewhere = genuine.sent().withTarget("/webhooks/sivi/guess");
        stage.report(this, "wrong token in the URL", deliveries.forge(elsewhere), 404, "token mismatch");
        SentDelivery tokenless = genuine.sent().withTarget("/webhooks/sivi");
        stage.report(this, "no token in the URL", deliveries.forge(tokenless), 404, "token missing");
        playEarly(stage);
        playForged(stage, genuine.sent());
        vendor.flatBodies(true);
        vendor.moveTo(vendor.submit(), "complete");
        stage.report(this, "flat body, names no design", newest(), 200, CLAIM);
    }

    private void playEarly(Stage stage) {
        String design = vendor.submit();
        vendor.readsAs(design, "processing");
        vendor.moveTo(design, "complete");
        stage.awaitRetry();
        stage.report(this, "early: Sivi says it still runs", newest(), 200, CLAIM);
        vendor.readsAs(design, "complete");
        stage.advance(Duration.ofSeconds(5));
        stage.reportLater("  asked again after 5 s", CONFIRMED);
    }

    private void playForged(Stage stage, SentDelivery real) {
        String design = vendor.submit();
        vendor.readsAs(design, "complete");
        String lie = "{\"status\":200,\"body\":{\"status\":\"failed\",\"requestId\":\"" + design + "\"}}";
        Attempt forged = vendor.deliveries().forge(real.withBody(lie.getBytes(StandardCharsets.UTF_8)));
        stage.report(this, "forged: claims a failure", forged, 200, CLAIM, CONFIRMED);
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
