package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one verification costs in memory, once the code is warm: no copy of the body, and little else. */
class AllocationTest {
    private static final long FLOOR = 768;
    private static final int ROUNDS_TO_WARM_UP = 50;
    private static final String NOW = Long.toString(Samples.NOW);

    private final StandardWebhooksSignature standard =
            StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Samples.BASE64_SECRET));
    private final TimestampedSignature timestamped =
            TimestampedSignature.of("X-Sign", TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW);

    private final HmacSignature declared = HmacScheme.over("{id}.{timestamp}.{body}")
            .idIn("svix-id")
            .timestampIn("svix-timestamp")
            .signaturesIn("svix-signature", ' ', "v1,", Spelling.BASE64)
            .prepared(TrustPolicy.signedWith(Samples.RAW_SECRET));
    private final HmacSignature bodyOnly = HmacScheme.over("{body}")
            .signatureIn("X-Body", "sha256=", Spelling.HEX)
            .prepared(TrustPolicy.signedWith(Samples.RAW_SECRET));

    @ParameterizedTest
    @CsvSource({"1024, 20000", "1048576, 200"})
    void aVerificationTakesFewBytesWhateverTheSizeOfTheBody(int size, int calls) {
        RawDelivery delivery = genuine(Payload.copyOf(new byte[size]));
        assertThat(standard(delivery)).isInstanceOf(Verified.class);
        assertThat(timestamped(delivery)).isInstanceOf(Verified.class);

        assertThat(onceWarm(this::standard, delivery, calls)).isLessThanOrEqualTo(FLOOR);
        assertThat(onceWarm(this::timestamped, delivery, calls)).isLessThanOrEqualTo(FLOOR);
    }

    @ParameterizedTest
    @CsvSource({"1024, 20000", "1048576, 200"})
    void aDeclaredSchemeTakesNoMore(int size, int calls) {
        RawDelivery delivery = genuine(Payload.copyOf(new byte[size]));
        assertThat(declared(delivery)).isInstanceOf(Verified.class);
        assertThat(bodyOnly(delivery)).isInstanceOf(Verified.class);

        assertThat(onceWarm(this::declared, delivery, calls)).isLessThanOrEqualTo(FLOOR);
        assertThat(onceWarm(this::bodyOnly, delivery, calls)).isLessThanOrEqualTo(FLOOR);
    }

    /** What a call takes when the compiler has done its work, which no one can tell but by looking again. */
    private static long onceWarm(Function<RawDelivery, VerificationResult> verify, RawDelivery delivery, int calls) {
        RawDelivery small = genuine(Payload.copyOf(new byte[1024]));
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS_TO_WARM_UP && bytes > FLOOR; round++) {
            perCall(verify, small, 20_000);
            bytes = perCall(verify, delivery, calls);
        }
        return bytes;
    }

    @Test
    void whatCannotBeGenuineIsRefusedBeforeAnyComputation() {
        List<Secret> many = IntStream.range(0, 64)
                .mapToObj(i -> Secret.of("number" + (1000 + i)))
                .toList();
        var scheme = TimestampedSignature.of("X-Sign", TrustPolicy.signedWith(many), KeyEncoding.RAW);
        Function<RawDelivery, VerificationResult> verify = delivery -> scheme.verify(delivery, proof -> Samples.EVENT);
        RawDelivery mismatch = genuine(Samples.BODY);
        long allOfThem = 64 * 400;

        assertThat(verify.apply(mismatch)).isInstanceOf(Rejected.class);
        assertThat(perCall(verify, mismatch, 500)).isGreaterThan(allOfThem);
        for (RawDelivery hopeless : List.of(
                mismatch.withReceivedAt(Samples.ARRIVAL.plusSeconds(301)),
                mismatch.withReceivedAt(Samples.ARRIVAL.minusSeconds(301)),
                mismatch.withHeaders(Samples.headers()),
                mismatch.withHeaders(Samples.headers("X-Sign", "t=" + NOW + ",v2=x")),
                mismatch.withHeaders(Samples.headers("X-Sign", "t=" + NOW + ",v1=x".repeat(33))),
                mismatch.withHeaders(Samples.headers("X-Sign", "t=x,v1=x")))) {
            assertThat(perCall(verify, hopeless, 500)).isLessThan(allOfThem / 4);
        }
    }

    private VerificationResult standard(RawDelivery delivery) {
        return standard.verify(delivery, proof -> Samples.EVENT);
    }

    private VerificationResult timestamped(RawDelivery delivery) {
        return timestamped.verify(delivery, proof -> Samples.EVENT);
    }

    private VerificationResult declared(RawDelivery delivery) {
        return declared.verify(delivery, proof -> Samples.EVENT);
    }

    private VerificationResult bodyOnly(RawDelivery delivery) {
        return bodyOnly.verify(delivery, proof -> Samples.EVENT);
    }

    private static long perCall(Function<RawDelivery, VerificationResult> verify, RawDelivery delivery, int calls) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            verify.apply(delivery);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static RawDelivery genuine(Payload body) {
        return Samples.delivery(
                body,
                "svix-id",
                "msg_2b6nFsJDKf3eKq0Qn0s1uQ2xYzA",
                "svix-timestamp",
                NOW,
                "svix-signature",
                "v1," + Samples.base64(Samples.KEY, "msg_2b6nFsJDKf3eKq0Qn0s1uQ2xYzA", NOW, body),
                "X-Sign",
                "t=" + NOW + ",v1=" + Samples.hex(Samples.KEY, NOW, body),
                "X-Body",
                "sha256=" + Samples.lowerHex(Samples.hmac(Samples.KEY, "", body)));
    }
}
