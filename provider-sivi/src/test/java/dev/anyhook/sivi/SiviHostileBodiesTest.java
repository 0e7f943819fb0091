package dev.anyhook.sivi;

import static dev.anyhook.sivi.Arrivals.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of bodies that no Sivi would send. */
final class SiviHostileBodiesTest {
    static Stream<Payload> unreadable() {
        return Stream.of(
                Payload.empty(),
                Payload.utf8(" "),
                Payload.utf8("not json"),
                Payload.utf8("null"),
                Payload.utf8("\"text\""),
                Payload.utf8("7"),
                Payload.utf8("[" + Samples.UPDATE_WEBHOOK + "]"),
                Payload.utf8("status=complete&requestId=r1"),
                Payload.utf8(Samples.UPDATE_WEBHOOK.substring(0, 300)),
                Payload.utf8("{\"body\":" + "[".repeat(100_000)),
                Payload.utf8("{\"x\":" + "{\"x\":".repeat(100_000)),
                Payload.utf8("{\"body\":" + "{\"body\":".repeat(100_000)),
                Payload.copyOf(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}),
                Payload.copyOf(new byte[1024 * 1024]));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void keepsWhatItCannotRead(Payload body) {
        assertThat(claim(body))
                .isEqualTo(
                        new WebhookEvent(SiviWebhooks.ID, "sivi", Digests.ofBody(body), "unknown", null, null, body));
    }

    @Test
    void takesNoWordFromBytesThatAreNotUtf8() {
        String text = Samples.wrapped("\"status\":\"complete\u00ff\",\"requestId\":\"r1\"");
        Payload body = Payload.copyOf(text.getBytes(StandardCharsets.ISO_8859_1));
        WebhookEvent event = claim(body);

        assertThat(event.payload()).isEqualTo(body);
        assertThat(new SiviWebhooks().eventTypes()).doesNotContain(event.type());
        assertThat(event.job() == null ? JobState.UNKNOWN : event.job().state()).isEqualTo(JobState.UNKNOWN);
    }

    @Test
    void readsAMebibyte() {
        String filler = "\"filler\":\"" + "x".repeat(1024 * 1024) + "\",";
        String body = Samples.wrapped(filler + "\"status\":\"complete\",\"requestId\":\"r1\"");

        assertThat(claim(body).job()).isEqualTo(JobUpdate.of("r1", JobState.SUCCEEDED, "complete"));
    }

    @Test
    void takesATextWithoutEndForNone() {
        String endless = "x".repeat(100_000);
        WebhookEvent event = claim(Samples.wrapped("\"status\":\"" + endless + "\",\"requestId\":\"" + endless + "\""));

        assertThat(event.type()).isEqualTo("unknown");
        assertThat(event.job()).isNull();
    }

    @Test
    void neverThrowsAndNeverBelievesWhateverComes() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        DeliveryVerifier verifier = new SiviWebhooks().verifier(Arrivals.TRUST);
        byte[] genuine = Samples.UPDATE_WEBHOOK.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5_000; i++) {
            byte[] body = i % 2 == 0 ? new byte[random.nextInt(300)] : genuine.clone();
            if (i % 2 == 0) {
                random.nextBytes(body);
            } else {
                for (int flips = random.nextInt(8); flips >= 0; flips--) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }
            }
            try {
                VerificationResult result = verifier.verify(Arrivals.of(Payload.copyOf(body)));
                assertThat(result).as("body %d of seed %d", i, seed).isInstanceOf(Unsigned.class);
            } catch (RuntimeException thrown) {
                fail("body " + i + " of seed " + seed + " made it throw", thrown);
            }
        }
    }

    @Test
    void neverThrowsForAnyTarget() {
        DeliveryVerifier verifier = new SiviWebhooks().verifier(Arrivals.TRUST);
        Payload body = Payload.utf8(Samples.UPDATE_WEBHOOK);
        for (String target : new String[] {"", "/", "///", "?", "mailto:x@example.com", "/a/%00", "/%2e%2e", "*"}) {
            assertThat(verifier.verify(Arrivals.at(target, body))).as(target).isInstanceOf(Rejected.class);
        }
    }
}
