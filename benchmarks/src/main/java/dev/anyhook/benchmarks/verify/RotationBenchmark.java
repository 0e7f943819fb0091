package dev.anyhook.benchmarks.verify;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.spi.DeliveryVerifier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two secrets, while one is being rotated: the newer is tried first, and each one tried hashes the body. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RotationBenchmark {
    @Param("4096")
    int size;

    private DeliveryVerifier verifier;
    private RawDelivery newer;
    private RawDelivery older;
    private RawDelivery forged;

    /** For JMH. */
    public RotationBenchmark() {}

    /** Signs with either secret and checks that both are believed. */
    @Setup
    public void prepare() {
        byte[] body = Body.diffio(size, Script.ASCII);
        verifier = new DiffioWebhooks()
                .verifier(TrustPolicy.signedWith(Secret.of(Signer.SECRET), Secret.of(Signer.OTHER_SECRET)));
        newer = Signer.with(Signer.SECRET).svix("svix-", body);
        older = Signer.with(Signer.OTHER_SECRET).svix("svix-", body);
        forged = Check.forged(newer);
        Check.tellsApart("the newer secret", verifier, newer);
        Check.tellsApart("the older secret", verifier, older);
    }

    @Benchmark
    public VerificationResult newerSecret() {
        return verifier.verify(newer);
    }

    @Benchmark
    public VerificationResult olderSecret() {
        return verifier.verify(older);
    }

    @Benchmark
    public VerificationResult neitherSecret() {
        return verifier.verify(forged);
    }
}
