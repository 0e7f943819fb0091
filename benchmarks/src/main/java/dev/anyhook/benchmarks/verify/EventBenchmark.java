package dev.anyhook.benchmarks.verify;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.nexio.NexioWebhooks;
import dev.anyhook.signing.StandardWebhooksSignature;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.sivi.SiviWebhooks;
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

/** The whole way from headers and bytes to an event, beside the signature alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {
    private static final String HEADER = "X-Nexio-Signature";

    @Param({"1024", "4096", "65536"})
    int size;

    private StandardWebhooksSignature standard;
    private TimestampedSignature timestamped;
    private WebhookEvent constant;
    private DeliveryVerifier diffio;
    private DeliveryVerifier nexio;
    private DeliveryVerifier sivi;
    private RawDelivery fromDiffio;
    private RawDelivery fromDiffioAtTheEnd;
    private RawDelivery fromNexio;
    private RawDelivery fromSivi;

    /** For JMH. */
    public EventBenchmark() {}

    /** Signs a delivery of each vendor and checks that its job is read. */
    @Setup
    public void prepare() {
        TrustPolicy trust = TrustPolicy.signedWith(Secret.of(Signer.SECRET));
        Signer signer = Signer.with(Signer.SECRET);
        standard = StandardWebhooksSignature.of("svix-", trust);
        timestamped = TimestampedSignature.of(HEADER, trust, KeyEncoding.RAW);
        diffio = new DiffioWebhooks().verifier(trust);
        nexio = new NexioWebhooks().verifier(trust);
        sivi = new SiviWebhooks().verifier(TrustPolicy.acceptingAnyoneUnsigned());
        fromDiffio = signer.svix("svix-", Body.diffio(size, Script.ASCII));
        fromDiffioAtTheEnd = signer.svix("svix-", Body.diffioAtTheEnd(size));
        fromNexio = signer.timestamped(HEADER, Body.nexio(size, Script.ASCII));
        fromSivi = signer.unsigned(Body.sivi(size, Script.ASCII));
        constant = ((Verified) diffio.verify(fromDiffio)).event();
        check(diffio, fromDiffio, "gen_1");
        check(diffio, fromDiffioAtTheEnd, "gen_1");
        check(nexio, fromNexio, "run_1");
        check(sivi, fromSivi, "req_1");
        Check.tellsApart("diffioEvent", diffio, fromDiffio);
        Check.tellsApart("nexioEvent", nexio, fromNexio);
    }

    private static void check(DeliveryVerifier verifier, RawDelivery delivery, String job) {
        VerificationResult result = verifier.verify(delivery);
        WebhookEvent event = result instanceof Verified verified ? verified.event() : ((Unsigned) result).claim();
        Check.that(
                event.job() != null && event.job().jobId().equals(job),
                event.provider().value(),
                "names another job");
    }

    @Benchmark
    public VerificationResult svixSignature() {
        return standard.verify(fromDiffio, signed -> constant);
    }

    @Benchmark
    public VerificationResult diffioEvent() {
        return diffio.verify(fromDiffio);
    }

    /** The fields wanted stand last, after a text as long as the body. */
    @Benchmark
    public VerificationResult diffioEventAtTheEnd() {
        return diffio.verify(fromDiffioAtTheEnd);
    }

    @Benchmark
    public VerificationResult timestampedSignature() {
        return timestamped.verify(fromNexio, signed -> constant);
    }

    /** Some fields wanted are not there, as in a run that went well, so that it is read to the end of the run. */
    @Benchmark
    public VerificationResult nexioEvent() {
        return nexio.verify(fromNexio);
    }

    /** No signature to verify; links are collected, so that the body is read to its end. */
    @Benchmark
    public VerificationResult siviEvent() {
        return sivi.verify(fromSivi);
    }
}
