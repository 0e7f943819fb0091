package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedVerifierTest {
    private static final int THREADS = 8;
    private static final String NOW = Long.toString(Samples.NOW);

    private final StandardWebhooksSignature standard =
            StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Samples.BASE64_SECRET));
    private final TimestampedSignature timestamped =
            TimestampedSignature.of("X-Sign", TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW);
    private final HmacSignature declared = HmacScheme.over("{timestamp}.{body}")
            .signaturesIn("X-Sign", ',', "v1=", Spelling.HEX)
            .timestampItem("t=")
            .prepared(TrustPolicy.signedWith(Samples.RAW_SECRET));

    @Test
    void manyThreadsGetTheRightAnswers() throws Exception {
        var start = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var wrong = new ArrayList<Future<Integer>>();
            for (int seed = 0; seed < THREADS; seed++) {
                var random = new Random(seed);
                wrong.add(threads.submit((Callable<Integer>) () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return wrongAnswers(random);
                }));
            }
            for (Future<Integer> answers : wrong) {
                assertThat(answers.get(60, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int wrongAnswers(Random random) {
        int wrong = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            RawDelivery genuine = genuine(Payload.copyOf(bytes));
            bytes[random.nextInt(bytes.length)] ^= 1;
            RawDelivery forged = genuine.withBody(Payload.copyOf(bytes));
            wrong += isVerified(genuine).equals(List.of(true, true, true)) ? 0 : 1;
            wrong += isVerified(forged).equals(List.of(false, false, false)) ? 0 : 1;
        }
        return wrong;
    }

    private List<Boolean> isVerified(RawDelivery delivery) {
        return List.of(
                standard.verify(delivery, proof -> Samples.EVENT) instanceof Verified,
                timestamped.verify(delivery, proof -> Samples.EVENT) instanceof Verified,
                declared.verify(delivery, proof -> Samples.EVENT) instanceof Verified);
    }

    private static RawDelivery genuine(Payload body) {
        return Samples.delivery(
                body,
                "svix-id",
                "m",
                "svix-timestamp",
                NOW,
                "svix-signature",
                "v1," + Samples.base64(Samples.KEY, "m", NOW, body),
                "X-Sign",
                "t=" + NOW + ",v1=" + Samples.hex(Samples.KEY, NOW, body));
    }
}
