package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksHeadersTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String GOOD = "v1," + Samples.base64(Samples.KEY, "msg_1", NOW, Samples.BODY);

    private final StandardWebhooksSignature scheme =
            StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Samples.BASE64_SECRET));

    @ParameterizedTest
    @CsvSource({"-301,TIMESTAMP_IN_FUTURE", "-300,", "0,", "300,", "301,TIMESTAMP_TOO_OLD"})
    void theWindowIsFiveMinutesEitherWayInclusive(long late, Reason refused) {
        VerificationResult result = verify(genuine(Samples.BODY).withReceivedAt(Samples.ARRIVAL.plusSeconds(late)));

        if (refused == null) {
            assertThat(result).isInstanceOf(Verified.class);
        } else {
            assertThat(Samples.reason(result)).isEqualTo(refused);
        }
    }

    /**
     * An old recording whose body holds what looks like a fresh timestamp: the signature matches, the parts are others.
     */
    @Test
    void theBorderBetweenIdAndTimestampCannotBeMoved() {
        String old = Long.toString(Samples.NOW - 3_600);
        String before = "{\"error\":\"no such file: take";
        String after = "wav\"}";
        Payload recorded = Payload.utf8(before + "." + NOW + "." + after);
        String signature = "v1," + Samples.base64(Samples.KEY, "msg_1", old, recorded);

        RawDelivery moved = Samples.delivery(
                Payload.utf8(after),
                "svix-id",
                "msg_1." + old + "." + before,
                "svix-timestamp",
                NOW,
                "svix-signature",
                signature);

        assertThat(verify(moved))
                .isEqualTo(
                        new Rejected(Reason.HEADER_MALFORMED, "svix-id holds a '.', which ends it in what is signed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001731705121", "0000000001731705121"})
    void theTimestampIsSignedAsItIsSpelt(String spelt) {
        String signature = "v1," + Samples.base64(Samples.KEY, "msg_1", spelt, Samples.BODY);

        assertThat(verify("msg_1", spelt, signature)).isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify("msg_1", spelt, GOOD))).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1731705121", "-1", "1731705121.0", "1.7e9", "00000000001731705121", "0x10", "17317 5121"})
    void aTimestampThatIsNotDigitsIsMalformedEvenWhenSigned(String spelt) {
        String signature = "v1," + Samples.base64(Samples.KEY, "msg_1", spelt, Samples.BODY);

        assertThat(verify("msg_1", spelt, signature))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "svix-timestamp is not a count of seconds in digits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"svix-id", "svix-timestamp", "svix-signature"})
    void eachHeaderMustComeExactlyOnce(String name) {
        String[] once = {"svix-id", "msg_1", "svix-timestamp", NOW, "svix-signature", GOOD};
        int place = Arrays.asList(once).indexOf(name);
        String[] without = IntStream.range(0, 6)
                .filter(i -> i != place && i != place + 1)
                .mapToObj(i -> once[i])
                .toArray(String[]::new);
        String[] twice = Arrays.copyOf(once, 8);
        twice[6] = name;
        twice[7] = once[place + 1];
        String[] empty = once.clone();
        empty[place + 1] = "";

        assertThat(Samples.reason(verify(Samples.delivery(Samples.BODY, without))))
                .isEqualTo(Reason.HEADER_MISSING);
        assertThat(Samples.reason(verify(Samples.delivery(Samples.BODY, empty))))
                .isEqualTo(Reason.HEADER_MISSING);
        assertThat(Samples.reason(verify(Samples.delivery(Samples.BODY, twice))))
                .isEqualTo(Reason.HEADER_REPEATED);
    }

    @Test
    void headerNamesAreMatchedWithoutCaseAndOnlyUnderOurPrefix() {
        assertThat(verify(Samples.delivery(
                        Samples.BODY, "SVIX-ID", "msg_1", "Svix-Timestamp", NOW, "sViX-sIgNaTuRe", GOOD)))
                .isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify(Samples.delivery(
                        Samples.BODY, "webhook-id", "msg_1", "webhook-timestamp", NOW, "webhook-signature", GOOD))))
                .isEqualTo(Reason.HEADER_MISSING);
    }

    @Test
    void theIdMayHave256CharactersAndTheListMayHave4096() {
        String longest = "m".repeat(256);
        String signature = "v1," + Samples.base64(Samples.KEY, longest, NOW, Samples.BODY);
        String padding = " ".repeat(4096 - signature.length() - 1) + "x";

        assertThat(verify(longest, NOW, signature + padding)).isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify(longest, NOW, signature + padding + "x")))
                .isEqualTo(Reason.HEADER_MALFORMED);
        assertThat(Samples.reason(verify(longest + "m", NOW, signature))).isEqualTo(Reason.HEADER_MALFORMED);
    }

    private static RawDelivery genuine(Payload body) {
        String signature = "v1," + Samples.base64(Samples.KEY, "msg_1", NOW, body);
        return Samples.delivery(body, "svix-id", "msg_1", "svix-timestamp", NOW, "svix-signature", signature);
    }

    private VerificationResult verify(String id, String timestamp, String signatures) {
        return verify(Samples.delivery(
                Samples.BODY, "svix-id", id, "svix-timestamp", timestamp, "svix-signature", signatures));
    }

    private VerificationResult verify(RawDelivery delivery) {
        return scheme.verify(delivery, proof -> Samples.EVENT);
    }
}
