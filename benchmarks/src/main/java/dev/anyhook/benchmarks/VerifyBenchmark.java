package dev.anyhook.benchmarks;

import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.nexio.NexioWebhooks;
import dev.anyhook.signing.StandardWebhooksSignature;
import dev.anyhook.spi.DeliveryVerifier;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to believe a delivery, from headers and bytes to an event: our verifiers, the official Svix library, a
 * bare MAC, and SHA-256 over the same bytes as the floor. Each contender's answer is checked before anything is timed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class VerifyBenchmark {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    @Param({"256", "1024", "4096", "65536", "1048576"})
    int size;

    private StandardWebhooksSignature signature;
    private WebhookEvent constant;
    private DeliveryVerifier diffio;
    private DeliveryVerifier nexio;
    private RawDelivery svixSigned;
    private RawDelivery forged;
    private RawDelivery stale;
    private RawDelivery timestamped;
    private Webhook svix;
    private String text;
    private HttpHeaders svixHeaders;
    private byte[] bytes;
    private Mac mac;
    private MessageDigest sha256;

    /** For JMH. */
    public VerifyBenchmark() {}

    /** Signs one delivery for each contender and checks that all believe it. */
    @Setup
    public void prepare() throws Exception {
        Instant now = Instant.now();
        text = body(size);
        bytes = text.getBytes(StandardCharsets.UTF_8);
        svix = new Webhook(SECRET);
        svixHeaders = headers(
                "svix-id",
                ID,
                "svix-timestamp",
                "" + now.getEpochSecond(),
                "svix-signature",
                svix.sign(ID, now.getEpochSecond(), text));
        svixSigned = delivery("diffio", svixHeaders, now);
        forged = svixSigned.withBody(Payload.utf8(text.replace("gen_1", "gen_2")));
        stale = svixSigned.withReceivedAt(now.plus(Duration.ofHours(1)));
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = now.getEpochSecond() + "." + text;
        String v1 = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        timestamped = delivery("nexio", headers("X-Nexio-Signature", "t=" + now.getEpochSecond() + ",v1=" + v1), now);
        sha256 = MessageDigest.getInstance("SHA-256");
        TrustPolicy trust = TrustPolicy.signedWith(Secret.of(SECRET));
        signature = StandardWebhooksSignature.of("svix-", trust);
        diffio = new DiffioWebhooks().verifier(trust);
        constant = ((Verified) diffio.verify(svixSigned)).event();
        nexio = new NexioWebhooks().verifier(trust);
        if (!(diffio.verify(svixSigned) instanceof Verified)
                || !(nexio.verify(timestamped) instanceof Verified)
                || diffio.verify(forged) instanceof Verified) {
            throw new IllegalStateException("a contender answers wrongly");
        }
        svix.verify(text, svixHeaders);
    }

    /** The signature alone: what the Svix library does. */
    @Benchmark
    public VerificationResult oursSvixSignature() {
        return signature.verify(svixSigned, signed -> constant);
    }

    /** The signature, and the event read from the body. */
    @Benchmark
    public VerificationResult oursSvix() {
        return diffio.verify(svixSigned);
    }

    @Benchmark
    public VerificationResult oursTimestamped() {
        return nexio.verify(timestamped);
    }

    @Benchmark
    public VerificationResult oursRefusingForged() {
        return diffio.verify(forged);
    }

    @Benchmark
    public VerificationResult oursRefusingStale() {
        return diffio.verify(stale);
    }

    /** As an application must call it: the bytes that came become the text that the library takes. */
    @Benchmark
    public boolean svixLibrary() throws WebhookVerificationException {
        svix.verify(new String(bytes, StandardCharsets.UTF_8), svixHeaders);
        return true;
    }

    @Benchmark
    public byte[] bareMac() {
        return mac.doFinal(bytes);
    }

    @Benchmark
    public byte[] floorSha256() {
        return sha256.digest(bytes);
    }

    private static String body(int size) {
        String head =
                "{\"eventType\":\"generation.completed\",\"eventId\":\"evt_1\",\"createdAt\":\"2026-01-28T12:34:56Z\","
                        + "\"generationId\":\"gen_1\",\"status\":\"complete\",\"error\":null,\"id\":\"evt_1\",\"type\":\"run.completed\",\"pad\":\"";
        return head + "x".repeat(Math.max(0, size - head.length() - 2)) + "\"}";
    }

    private RawDelivery delivery(String endpoint, HttpHeaders headers, Instant at) {
        return new RawDelivery(endpoint, URI.create("/webhooks/" + endpoint), headers, Payload.copyOf(bytes), at);
    }

    private static HttpHeaders headers(String... namesAndValues) {
        var all = new HashMap<String, List<String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return HttpHeaders.of(Map.copyOf(all), (name, value) -> true);
    }
}
