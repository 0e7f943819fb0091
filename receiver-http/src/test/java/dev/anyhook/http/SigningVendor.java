package dev.anyhook.http;

import dev.anyhook.KeyEncoding;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.WebhookEvent;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A vendor whose events are their bodies: signed where there is a secret, claimed where there is a URL token. */
final class SigningVendor implements WebhookProvider {
    static final String HEADER = "Acme-Signature";
    static final Instant NOW = Instant.ofEpochSecond(1_731_705_121);

    private static final ProviderId ID = ProviderId.of("acme");
    private static final String SECRET = "a secret that signs for the tests";

    /** What came to be verified, in order. */
    final BlockingQueue<RawDelivery> seen = new LinkedBlockingQueue<>();

    static TrustPolicy trust() {
        return TrustPolicy.signedWith(Secret.of(SECRET));
    }

    /** The value of {@link #HEADER} that makes {@code body} genuine at {@link #NOW}. */
    static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + NOW.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String signature(String body) {
        return signature(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SIGNED);
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of("ping");
    }

    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        throw new UnsupportedOperationException("not part of these tests");
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable("not part of these tests");
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        if (trust.acceptsUnsigned()) {
            return delivery -> new Unsigned(event(delivery));
        }
        var signature = TimestampedSignature.of(HEADER, trust, KeyEncoding.RAW);
        return delivery -> verdict(signature, delivery);
    }

    private VerificationResult verdict(TimestampedSignature signature, RawDelivery delivery) {
        seen.add(delivery);
        return signature.verify(delivery, signed -> event(delivery));
    }

    private static WebhookEvent event(RawDelivery delivery) {
        return new WebhookEvent(
                ID, delivery.endpoint(), Digests.ofBody(delivery.body()), "ping", null, null, delivery.body());
    }
}
