package dev.anyhook.nexio;

import static dev.anyhook.nexio.Fixture.SIGNATURE;
import static dev.anyhook.nexio.Fixture.T;
import static dev.anyhook.nexio.Fixture.TIMESTAMP;
import static dev.anyhook.nexio.Fixture.bytes;
import static dev.anyhook.nexio.Fixture.event;
import static dev.anyhook.nexio.Fixture.signed;
import static dev.anyhook.nexio.Fixture.verdict;
import static dev.anyhook.nexio.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies and headers that no Nexio would send, signed and not. */
final class NexioHostileBodiesTest {
    private static final String RUN =
            "{\"id\":\"evt_1\",\"type\":\"run.completed\",\"data\":{\"run\":{\"run_id\":\"r1\"}}}";

    static Stream<byte[]> unreadable() {
        return Stream.of(
                new byte[0],
                bytes(" "),
                bytes("not json"),
                bytes("null"),
                bytes("7"),
                bytes("\"text\""),
                bytes("[" + RUN + "]"),
                bytes(RUN.substring(0, RUN.length() - 5)),
                bytes("{\"data\":" + "[".repeat(100_000)),
                bytes("{\"data\":" + "{\"run\":".repeat(100_000)),
                "{\"id\":\"evt_\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1},
                new byte[] {0, 0, '{', 0},
                new byte[] {0, 0, 0, '{', (byte) 0x80, 0, 0, 0},
                new byte[1024 * 1024]);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void keepsWhatIsGenuineAndCannotBeRead(byte[] body) {
        Payload kept = Payload.copyOf(body);

        assertThat(event(body))
                .isEqualTo(
                        new WebhookEvent(NexioWebhooks.ID, "nexio", Digests.ofBody(kept), "unknown", null, null, kept));
    }

    @Test
    void readsPastAByteOrderMark() {
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        marked.writeBytes(bytes(RUN));

        assertThat(event(marked.toByteArray()).id()).isEqualTo("evt_1");
    }

    @Test
    void keepsEveryByteOfWhatIsNotUtf8() {
        byte[] latin = "{\"id\":\"evt_1\",\"name\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(event(latin).payload()).isEqualTo(Payload.copyOf(latin));
        assertThat(verdict(signed(latin).withBody(Payload.utf8("{\"id\":\"evt_1\",\"name\":\"\uFFFD\"}"))))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void readsAMebibyte() {
        String large = RUN.replace("\"run_id\"", "\"output\":\"" + "x".repeat(1024 * 1024) + "\",\"run_id\"");

        assertThat(event(large).job()).isEqualTo(event(RUN).job()).isNotNull();
    }

    @Test
    void takesTheFirstOfTwoMembersOfOneName() {
        WebhookEvent event =
                event("{\"id\":\"evt_1\",\"id\":\"evt_2\",\"type\":\"run.failed\",\"type\":\"run.completed\","
                        + "\"data\":{\"run\":{\"run_id\":\"r1\",\"run_id\":\"r2\",\"status\":\"failed\"}}}");

        assertThat(event.id()).isEqualTo("evt_1");
        assertThat(event.type()).isEqualTo("run.failed");
        assertThat(event.job().jobId()).isEqualTo("r1");
    }

    @Test
    void refusesABodyWithAnyBitFlipped() {
        byte[] genuine = bytes(RUN);
        for (int bit = 0; bit < genuine.length * 8; bit++) {
            byte[] flipped = genuine.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(verdict(signed(RUN).withBody(Payload.copyOf(flipped))))
                    .as("bit %d", bit)
                    .isInstanceOf(Rejected.class);
        }
    }

    @Test
    void refusesHeadersWithAnyBitFlipped() {
        RawDelivery genuine = with(signed(RUN), TIMESTAMP, T);
        assertThat(verdict(genuine)).isInstanceOf(Verified.class);
        for (String name : List.of(SIGNATURE, TIMESTAMP)) {
            String value = genuine.headers().firstValue(name).orElseThrow();
            for (int bit = 0; bit < value.length() * 8; bit++) {
                var flipped = new StringBuilder(value);
                flipped.setCharAt(bit / 8, (char) (value.charAt(bit / 8) ^ (1 << (bit % 8))));
                assertThat(verdict(with(genuine, name, flipped.toString())))
                        .as("bit %d of %s", bit, name)
                        .isInstanceOf(Rejected.class);
            }
        }
    }

    @Test
    void neverThrowsAndNeverBelievesWhateverAStrangerSends() {
        var random = new Random(20261101);
        for (int i = 0; i < 5_000; i++) {
            var headers = new LinkedHashMap<String, List<String>>();
            for (String name : List.of(SIGNATURE, TIMESTAMP, "Authorization", "X-Nexio-Delivery")) {
                headers.put(name, random.nextInt(5) == 0 ? List.of("", noise(random)) : List.of(noise(random)));
            }
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);

            assertThat(verdict(Fixture.delivery(headers, body)))
                    .as("delivery %d", i)
                    .isInstanceOf(Rejected.class);
        }
    }

    private static String noise(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "t=" + T + ",v1=" : "");
        for (int length = random.nextInt(80); length > 0; length--) {
            text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : ' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    @Test
    void makesAnEventOfWhateverIsGenuine() {
        var random = new Random(20261102);
        for (int i = 0; i < 5_000; i++) {
            byte[] body = i % 2 == 0 ? bytes(RUN) : new byte[random.nextInt(200)];
            if (i % 2 == 0) {
                for (int changes = random.nextInt(8); changes >= 0; changes--) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                }
            } else {
                random.nextBytes(body);
            }
            assertThat(event(body).payload()).as("body %d", i).isEqualTo(Payload.copyOf(body));
        }
    }
}
