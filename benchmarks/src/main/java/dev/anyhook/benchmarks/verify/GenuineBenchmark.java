package dev.anyhook.benchmarks.verify;

import com.stripe.net.Webhook.Signature;
import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.signing.StandardWebhooksSignature;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.signing.UrlToken;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Believing a genuine delivery: our schemes, three libraries called as an application must call them, a bare MAC, and
 * what nobody who hashes the body can go below. A library that takes text is given the bytes that came, as text. Each
 * thread has contenders of its own, because a MAC and a digest of the JDK serve one at a time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GenuineBenchmark {
    private static final String HEADER = "Stripe-Signature";
    private static final String TOKEN = "kJ8fQ2-xW7_mT4zR9bN1vC6yH3sD5gL0";
    private static final long TOLERANCE = 300;
    private static final int KEY_BLOCK = 64;
    private static final int PREFIX = 40;

    @Param({"256", "1024", "4096", "65536", "1048576"})
    int size;

    @Param({"ASCII", "MIXED"})
    Script script;

    private WebhookEvent event;
    private StandardWebhooksSignature standard;
    private TimestampedSignature timestamped;
    private UrlToken token;
    private URI target;
    private RawDelivery svixSigned;
    private RawDelivery hexSigned;
    private HttpHeaders standardHeaders;
    private String stripeHeader;
    private com.svix.Webhook svix;
    private com.standardwebhooks.Webhook standardWebhooks;
    private byte[] body;
    private String text;
    private byte[] inner;
    private byte[] outer;
    private Mac mac;
    private MessageDigest sha256;

    /** For JMH. */
    public GenuineBenchmark() {}

    /** Signs one delivery for each contender, and checks that each believes it and no other. */
    @Setup
    public void prepare() throws Exception {
        body = Body.diffio(size, script);
        text = new String(body, StandardCharsets.UTF_8);
        Signer signer = Signer.with(Signer.SECRET);
        svixSigned = signer.svix("svix-", body);
        hexSigned = signer.timestamped(HEADER, body);
        standardHeaders = signer.svix("webhook-", body).headers();
        stripeHeader = hexSigned.headers().firstValue(HEADER).orElseThrow();

        TrustPolicy trust = TrustPolicy.signedWith(Secret.of(Signer.SECRET));
        event = ((Verified) new DiffioWebhooks().verify(svixSigned, trust)).event();
        standard = StandardWebhooksSignature.of("svix-", trust);
        timestamped = TimestampedSignature.of(HEADER, trust, KeyEncoding.RAW);
        token = UrlToken.of(List.of(Secret.of(TOKEN)));
        target = URI.create("/webhooks/bench/" + TOKEN);
        svix = new com.svix.Webhook(Signer.SECRET);
        standardWebhooks = new com.standardwebhooks.Webhook(Signer.SECRET);

        // The key's block, the prefix and the body; then the key's block again and the digest of those.
        inner = new byte[KEY_BLOCK + PREFIX + size];
        outer = new byte[KEY_BLOCK + 32];
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Signer.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        sha256 = MessageDigest.getInstance("SHA-256");
        check();
    }

    private void check() throws Exception {
        byte[] forged = Check.forged(body);
        Check.that(body.length == size, "the body", "has not the size asked for");
        Check.tellsApart("oursSvix", delivery -> standard.verify(delivery, signed -> event), svixSigned);
        Check.tellsApart("oursTimestamped", delivery -> timestamped.verify(delivery, signed -> event), hexSigned);
        Check.that(oursUrlToken() == null, "oursUrlToken", "refuses its token");
        Check.that(
                token.broken("bench", URI.create("/webhooks/bench/" + "x".repeat(32))) != null,
                "oursUrlToken",
                "takes another");
        Check.tellsApart("svixLibrary", bytes -> svix.verify(utf8(bytes), svixSigned.headers()), body, forged);
        Check.tellsApart(
                "standardWebhooksLibrary",
                bytes -> standardWebhooks.verify(utf8(bytes), standardHeaders),
                body,
                forged);
        Check.tellsApart(
                "stripeLibrary",
                bytes -> Signature.verifyHeader(utf8(bytes), stripeHeader, Signer.SECRET, TOLERANCE),
                body,
                forged);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Benchmark
    public VerificationResult oursSvix() {
        return standard.verify(svixSigned, signed -> event);
    }

    @Benchmark
    public VerificationResult oursTimestamped() {
        return timestamped.verify(hexSigned, signed -> event);
    }

    @Benchmark
    public @Nullable Rejected oursUrlToken() {
        return token.broken("bench", target);
    }

    @Benchmark
    public boolean svixLibrary() throws Exception {
        svix.verify(utf8(body), svixSigned.headers());
        return true;
    }

    /** For whoever has the body as text already. */
    @Benchmark
    public boolean svixLibraryGivenText() throws Exception {
        svix.verify(text, svixSigned.headers());
        return true;
    }

    @Benchmark
    public boolean standardWebhooksLibrary() throws Exception {
        standardWebhooks.verify(utf8(body), standardHeaders);
        return true;
    }

    @Benchmark
    public boolean stripeLibrary() throws Exception {
        return Signature.verifyHeader(utf8(body), stripeHeader, Signer.SECRET, TOLERANCE);
    }

    @Benchmark
    public byte[] bareMac() {
        return mac.doFinal(body);
    }

    @Benchmark
    public byte[] sha256() {
        return sha256.digest(body);
    }

    /** SHA-256 over the body and the blocks that HMAC adds to it, with nothing prepared. */
    @Benchmark
    public byte[] hmacFloor() {
        sha256.update(inner);
        sha256.digest();
        return sha256.digest(outer);
    }
}
