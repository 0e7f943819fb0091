package dev.anyhook.benchmarks.verify;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.spi.DeliveryVerifier;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Refusing, beside the whole way of a genuine delivery to its event: what a stranger can make us compute. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefusalBenchmark {
    @Param({"4096", "1048576"})
    int size;

    private DeliveryVerifier verifier;
    private RawDelivery genuine;
    private RawDelivery forged;
    private RawDelivery stale;
    private RawDelivery headerless;

    /** For JMH. */
    public RefusalBenchmark() {}

    /** Makes the deliveries and checks that each is refused for its own reason. */
    @Setup
    public void prepare() {
        byte[] body = Body.diffio(size, Script.ASCII);
        Signer signer = Signer.with(Signer.SECRET);
        verifier = new DiffioWebhooks().verifier(TrustPolicy.signedWith(Secret.of(Signer.SECRET)));
        genuine = signer.svix("svix-", body);
        forged = Check.forged(genuine);
        stale = genuine.withReceivedAt(genuine.receivedAt().plus(Duration.ofHours(1)));
        headerless = signer.unsigned(body);
        Check.tellsApart("oursSvix", verifier, genuine);
        check(forged, Reason.SIGNATURE_MISMATCH);
        check(stale, Reason.TIMESTAMP_TOO_OLD);
        check(headerless, Reason.HEADER_MISSING);
    }

    private void check(RawDelivery delivery, Reason reason) {
        boolean right = verifier.verify(delivery) instanceof Rejected rejected && rejected.reason() == reason;
        Check.that(right, "oursSvix", "does not say " + reason);
    }

    @Benchmark
    public VerificationResult genuine() {
        return verifier.verify(genuine);
    }

    @Benchmark
    public VerificationResult wrongSignature() {
        return verifier.verify(forged);
    }

    @Benchmark
    public VerificationResult staleTimestamp() {
        return verifier.verify(stale);
    }

    @Benchmark
    public VerificationResult missingHeader() {
        return verifier.verify(headerless);
    }
}
