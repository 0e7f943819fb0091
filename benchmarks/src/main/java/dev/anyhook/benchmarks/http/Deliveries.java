package dev.anyhook.benchmarks.http;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;
import dev.anyhook.simulators.Samples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Genuine Diffio deliveries, each with an id, a job and a signature of its own, made by the official library before
 * anything is timed. A delivery is a template with four holes, so that sending one costs a few copied bytes.
 */
final class Deliveries {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String PATH = "/webhooks/diffio";

    /** Ahead of the clock, and within every verifier's window: so they stay good for longer. */
    private static final Duration AHEAD = Duration.ofSeconds(200);

    private static final Duration GOOD_FOR = Duration.ofSeconds(400);
    private static final String NUMBER = "000000000000";
    private static final long NUMBERS = 1_000_000_000_000L;

    /** Has no divisor in common with how many numbers there are, so that no two deliveries get the same. */
    private static final long APART = 618_033_988_749L;

    private static final int SIGNATURE = 44;

    private final Instant signedAt;
    private final byte[] template;
    private final int[] numberPlaces;
    private final int signaturePlace;
    private final byte[] signatures;
    private final int count;

    private Deliveries(
            Instant signedAt, byte[] template, int[] numberPlaces, int signaturePlace, byte[] signatures, int count) {
        this.signedAt = signedAt;
        this.template = template;
        this.numberPlaces = numberPlaces;
        this.signaturePlace = signaturePlace;
        this.signatures = signatures;
        this.count = count;
    }

    /** Signs {@code count} of them. */
    static Deliveries sign(int count) {
        try {
            return sign(count, Instant.now());
        } catch (EmptyWebhookSecretException | WebhookSigningException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Deliveries sign(int count, Instant now) throws EmptyWebhookSecretException, WebhookSigningException {
        long seconds = now.plus(AHEAD).getEpochSecond();
        var webhook = new Webhook(SECRET);
        String body = body();
        String id = "msg_" + "p5jXN8AQM9LWM0D".concat(NUMBER);
        var signatures = new byte[count * SIGNATURE];
        for (int i = 0; i < count; i++) {
            String number = number(i);
            String signature = webhook.sign(id.replace(NUMBER, number), seconds, body.replace(NUMBER, number));
            byte[] bytes = signature.substring("v1,".length()).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, signatures, i * SIGNATURE, SIGNATURE);
        }
        String hole = "?".repeat(SIGNATURE);
        String request = "POST " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "User-Agent: Svix-Webhooks/1.0\r\nsvix-id: " + id + "\r\nsvix-timestamp: " + seconds
                + "\r\nsvix-signature: v1," + hole + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        return new Deliveries(
                now,
                request.getBytes(StandardCharsets.US_ASCII),
                places(request),
                request.indexOf(hole),
                signatures,
                count);
    }

    /** A body as the vendor's simulator makes it, with a hole for the number in the event's id and in the job's. */
    private static String body() {
        byte[] sample =
                Samples.diffio("generation.completed", SECRET, Instant.now()).body();
        return new String(sample, StandardCharsets.US_ASCII)
                .replaceAll("evt_\\w+", "evt_" + NUMBER)
                .replaceAll("gen_\\w+", "gen_" + NUMBER);
    }

    private static int[] places(String request) {
        int first = request.indexOf(NUMBER);
        int second = request.indexOf(NUMBER, first + 1);
        return new int[] {first, second, request.indexOf(NUMBER, second + 1)};
    }

    private static String number(int index) {
        return String.format(Locale.ROOT, "%0" + NUMBER.length() + "d", scattered(index));
    }

    /**
     * The number of the delivery with this index: ids of vendors come in no order, which costs an index more than one
     * that grows.
     */
    private static long scattered(int index) {
        return Math.multiplyExact(index, APART) % NUMBERS;
    }

    int count() {
        return count;
    }

    /** How many bytes a body has. */
    int bodySize() {
        String request = new String(template, StandardCharsets.US_ASCII);
        return template.length - request.indexOf("\r\n\r\n") - 4;
    }

    boolean isGoodFor(Duration time) {
        return Instant.now().plus(time).isBefore(signedAt.plus(GOOD_FOR));
    }

    /** A buffer that {@link #fill} can make any delivery in. */
    ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(template.length).put(template).clear();
    }

    /** Makes {@code buffer} the delivery with this index, ready to be written. */
    void fill(ByteBuffer buffer, int index) {
        long number = scattered(index);
        for (int place : numberPlaces) {
            long rest = number;
            for (int i = NUMBER.length() - 1; i >= 0; i--) {
                buffer.put(place + i, (byte) ('0' + rest % 10));
                rest /= 10;
            }
        }
        buffer.put(signaturePlace, signatures, index * SIGNATURE, SIGNATURE);
        buffer.clear();
    }

    /** The delivery with this index as someone would forge it: another job under the signature of this one. */
    void fillForged(ByteBuffer buffer, int index) {
        fill(buffer, index);
        buffer.put(numberPlaces[2], (byte) '9');
    }
}
