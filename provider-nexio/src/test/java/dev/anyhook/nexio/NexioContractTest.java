package dev.anyhook.nexio;

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
import java.util.Map;
import java.util.Optional;

/** Nexio keeps the promises of every provider. */
final class NexioContractTest extends WebhookProviderContract {
    private static final Payload BODY = body("evt_123");

    @Override
    protected WebhookProvider provider() {
        return new NexioWebhooks();
    }

    @Override
    protected RawDelivery genuine() {
        return delivered(BODY, Fixture.NOW);
    }

    @Override
    protected TrustPolicy trust() {
        return Fixture.TRUST;
    }

    @Override
    protected Optional<RawDelivery> signed(Payload body, Instant instant) {
        return Optional.of(delivered(body, instant));
    }

    @Override
    protected Optional<RawDelivery> another() {
        return Optional.of(delivered(body("evt_456"), Fixture.NOW));
    }

    @Override
    protected List<RawDelivery> otherForms() {
        String t = "t=" + Fixture.T;
        String good = Fixture.v1(Fixture.SECRET, Fixture.T, BODY.toByteArray());
        String bad = Fixture.v1(Fixture.OTHER_SECRET, Fixture.T, BODY.toByteArray());
        return List.of(
                Fixture.with(genuine(), Fixture.SIGNATURE, t + "," + bad + "," + good),
                Fixture.with(genuine(), Fixture.SIGNATURE, t + "," + good + "," + bad),
                Fixture.with(genuine(), Fixture.SIGNATURE, good + "," + t + ",v0=of-another-scheme"));
    }

    @Override
    protected VendorAccount account(VendorAccount.Transport transport) {
        return VendorAccount.of(Secret.of("nx_test_contract")).over(transport);
    }

    @Override
    protected Optional<String> answer(HttpRequest request) {
        return Optional.of(
                request.method().equals("GET")
                        ? "[]"
                        : "{\"id\":\"wh_1\",\"url\":\"https://hooks.example.com\",\"active\":true,"
                                + "\"auth_token_configured\":true,\"secret\":\"whsec_shown-once-shown-once\"}");
    }

    /** The members of {@code data.run} are those of "Get job status", read 2026-11-01. */
    private static Payload body(String id) {
        return Payload.utf8("{\"id\":\"" + id + "\",\"type\":\"run.completed\",\"webhook_version\":\"2026-03-22\","
                + "\"created_at\":\"2026-03-22T12:00:00Z\","
                + "\"data\":{\"run\":{\"run_id\":\"run_1\",\"status\":\"completed\",\"error\":null}}}");
    }

    private static RawDelivery delivered(Payload body, Instant sentAt) {
        String t = Long.toString(sentAt.getEpochSecond());
        String signature = "t=" + t + "," + Fixture.v1(Fixture.SECRET, t, body.toByteArray());
        Map<String, List<String>> headers = Map.of(
                "Content-Type",
                List.of("application/json"),
                Fixture.SIGNATURE,
                List.of(signature),
                Fixture.TIMESTAMP,
                List.of(t),
                "X-Nexio-Delivery",
                List.of("dlv_" + t));
        return Fixture.delivery(headers, body.toByteArray()).withReceivedAt(sentAt);
    }
}
