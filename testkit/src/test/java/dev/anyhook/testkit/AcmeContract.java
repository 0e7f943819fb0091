package dev.anyhook.testkit;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.flawed.UnsignedWebhooks;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The contract of whichever provider of the imaginary vendor is suspected at present. */
class AcmeContract extends WebhookProviderContract {
    private static final String SECRET = "whsec_YWNtZS1hY21lLWFjbWUtYWNtZS1hY21l";
    private static final Secret TOKEN = Secret.of("0123456789abcdef0123456789abcdef");
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
    private static final Payload BODY = body("evt_1");

    private static volatile WebhookProvider suspect = new UnsignedWebhooks();

    static void suspect(WebhookProvider provider) {
        suspect = provider;
    }

    @Override
    protected WebhookProvider provider() {
        return suspect;
    }

    @Override
    protected RawDelivery genuine() {
        return signedNow(BODY);
    }

    @Override
    protected TrustPolicy trust() {
        return isUnsigned() ? TrustPolicy.urlToken(TOKEN) : TrustPolicy.signedWith(Secret.of(SECRET));
    }

    private static boolean isUnsigned() {
        return suspect instanceof UnsignedWebhooks;
    }

    @Override
    protected Optional<RawDelivery> signed(Payload body, Instant instant) {
        return Optional.of(delivery(body, instant, signature(body, instant)));
    }

    @Override
    protected Optional<RawDelivery> another() {
        return Optional.of(signedNow(body("evt_2")));
    }

    @Override
    protected List<RawDelivery> otherForms() {
        String good = signature(BODY, NOW);
        String bad = "v1=" + "0".repeat(64);
        return isUnsigned()
                ? List.of()
                : List.of(
                        delivery(BODY, NOW, bad + "," + good),
                        delivery(BODY, NOW, good + "," + bad),
                        delivery(BODY, NOW, bad + "," + good + "," + bad));
    }

    @Override
    protected EndpointRequest request(EndpointRequest usual) {
        return usual;
    }

    @Override
    protected Optional<String> answer(HttpRequest request) {
        return Optional.of(
                "{\"id\":\"ep_1\",\"secret\":\"whsec_b25jZS1vbmNlLW9uY2Utb25jZQ==\",\"event_id\":\"evt_9\"}");
    }

    @Override
    protected Map<String, String> deviations() {
        return Map.of("D2", "an imaginary vendor must not be found by applications");
    }

    private static Payload body(String id) {
        return Payload.utf8("{\"id\":\"" + id + "\",\"type\":\"parcel.sent\","
                + "\"job\":{\"id\":\"parcel_1\",\"status\":\"sent\",\"weight\":1.5,\"lines\":[1,true,null]}}");
    }

    private static RawDelivery signedNow(Payload body) {
        return delivery(body, NOW, signature(body, NOW));
    }

    private static RawDelivery delivery(Payload body, Instant sentAt, String signature) {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "Acme-Timestamp", List.of(Long.toString(sentAt.getEpochSecond())),
                "Acme-Signature", List.of(signature),
                "Acme-Delivery", List.of("dlv_" + sentAt.getEpochSecond()));
        return new RawDelivery(
                "acme",
                URI.create("/webhooks/acme" + (isUnsigned() ? "/" + TOKEN.reveal() : "")),
                HttpHeaders.of(headers, (name, value) -> true),
                body,
                sentAt);
    }

    private static String signature(Payload body, Instant sentAt) {
        try {
            byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((sentAt.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
