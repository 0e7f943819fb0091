package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two schemes that are classes of their own, written down as data, judge alike whatever comes. */
class HmacAgreementTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String ODD = "tv1=, \t0123456789abcdef+/=-\u0000\u007F\u00E9";

    private final TrustPolicy base64 = TrustPolicy.signedWith(Secret.of("b2xk"), Samples.BASE64_SECRET);
    private final TrustPolicy raw = TrustPolicy.signedWith(Secret.of("old"), Samples.RAW_SECRET);
    private final StandardWebhooksSignature standard = StandardWebhooksSignature.of("svix-", base64);
    private final TimestampedSignature timestamped = TimestampedSignature.of("X-Sign", raw, KeyEncoding.RAW);
    private final HmacSignature standardAsData = HmacScheme.over("{id}.{timestamp}.{body}")
            .idIn("svix-id")
            .timestampIn("svix-timestamp")
            .signaturesIn("svix-signature", ' ', "v1,", Spelling.BASE64)
            .withKeyEncoding(KeyEncoding.BASE64)
            .prepared(base64);
    private final HmacSignature timestampedAsData = HmacScheme.over("{timestamp}.{body}")
            .signaturesIn("X-Sign", ',', "v1=", Spelling.HEX)
            .timestampItem("t=")
            .prepared(raw);

    @ParameterizedTest
    @ValueSource(longs = {3, 20_261_124, -11})
    void dataAndClassJudgeAlike(long seed) {
        var random = new Random(seed);
        int believed = 0;
        for (int i = 0; i < 5_000; i++) {
            RawDelivery delivery = delivery(random);
            var expected = verdicts(
                    standard.verify(delivery, p -> Samples.EVENT), timestamped.verify(delivery, p -> Samples.EVENT));
            var found = verdicts(
                    standardAsData.verify(delivery, p -> Samples.EVENT),
                    timestampedAsData.verify(delivery, p -> Samples.EVENT));

            assertThat(found).as("delivery %d of seed %d", i, seed).isEqualTo(expected);
            believed += expected.contains("believed by #2") ? 1 : 0;
        }
        assertThat(believed).isBetween(500, 4_500);
    }

    private static List<String> verdicts(VerificationResult... results) {
        return Stream.of(results)
                .map(result -> result.fold(
                        verified -> "believed by " + verified.secretLabel(),
                        unsigned -> "a claim",
                        rejected -> rejected.reason().toString()))
                .toList();
    }

    private static RawDelivery delivery(Random random) {
        String at = random.nextInt(4) > 0 ? NOW : Long.toString(Samples.NOW + random.nextInt(700) - 350);
        String list = mutated("v1," + Samples.base64(Samples.KEY, "msg_1", at, Samples.BODY), random);
        String value = mutated("t=" + at + ",v1=" + Samples.hex(Samples.KEY, at, Samples.BODY), random);
        Payload body = random.nextInt(8) > 0 ? Samples.BODY : Payload.utf8("{\"hello\":\"word\"}");
        return Samples.delivery(
                body,
                "svix-id",
                mutated("msg_1", random),
                "svix-timestamp",
                mutated(at, random),
                "svix-signature",
                list,
                random.nextInt(20) > 0 ? "X-Sign" : "svix-signature",
                value);
    }

    /** {@code text}, in one case of three with a character put in, taken out or exchanged, or an item more. */
    private static String mutated(String text, Random random) {
        int place = random.nextInt(text.length());
        String odd = String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
        return switch (random.nextInt(18)) {
            case 0 -> text.substring(0, place) + odd + text.substring(place);
            case 1 -> text.substring(0, place) + text.substring(place + 1);
            case 2 -> text.substring(0, place) + odd + text.substring(place + 1);
            case 3 -> "v1=x," + text;
            case 4 -> text + " v1,x v2,y";
            case 5 -> text + ",t=1";
            default -> text;
        };
    }
}
