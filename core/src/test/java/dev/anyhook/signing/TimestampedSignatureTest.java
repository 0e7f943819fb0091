package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampedSignatureTest {
    private static final String HEADER = "X-Vendor-Signature";
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String MAC = Samples.hex(Samples.KEY, NOW, Samples.BODY);
    private static final String T = "t=" + NOW;
    private static final String GOOD = "v1=" + MAC;
    private static final String WRONG = "v1=" + Samples.hex(Samples.KEY, NOW, Payload.empty());

    private final TimestampedSignature scheme =
            TimestampedSignature.of(HEADER, TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW);

    @ParameterizedTest
    @MethodSource("valuesWithTheGoodOne")
    void anyVersion1ItemMayMatchInAnyOrder(String value) {
        assertThat(verify(value)).isEqualTo(new Verified(Samples.EVENT, "#1"));
    }

    static Stream<String> valuesWithTheGoodOne() {
        return Stream.of(
                T + "," + GOOD,
                GOOD + "," + T,
                T + "," + GOOD + "," + WRONG,
                T + "," + WRONG + "," + GOOD,
                WRONG + "," + T + "," + GOOD,
                T + ",v0=abc,v2=def," + GOOD,
                T + ",," + GOOD + ",",
                T + ",v1=," + GOOD,
                T + "," + GOOD + ",v1=",
                "nonsense," + T + "," + GOOD);
    }

    @ParameterizedTest
    @MethodSource("valuesWithoutIt")
    void anAlmostRightItemDoesNotMatch(String value) {
        assertThat(Samples.reason(verify(value))).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    static Stream<String> valuesWithoutIt() {
        return Stream.of(
                T + "," + WRONG,
                T + ",v1=" + MAC.substring(0, 63),
                T + ",v1=" + MAC.substring(0, 8),
                T + ",v1=" + MAC + "0",
                T + ",v1=" + MAC + " ,v0=",
                T + ",v1= " + MAC,
                T + ",v1=" + MAC.toUpperCase(Locale.ROOT),
                T + ",v1=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v0=x", "v1=", "v1=,v1=", " v1=abc", "V1=abc", "v1", "v1 =abc"})
    void aValueWithoutAVersion1ItemIsMalformed(String items) {
        assertThat(verify(T + "," + items))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, HEADER + " lists no v1 signature"));
    }

    @Test
    void readsThirtyTwoItemsAndNotOneMore() {
        String wrongs = ",v1=a".repeat(31);

        assertThat(verify(T + wrongs + "," + GOOD)).isInstanceOf(Verified.class);
        assertThat(verify(T + wrongs + "," + GOOD + ",v1=a"))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, HEADER + " lists more than 32 signatures"));
    }

    @ParameterizedTest
    @MethodSource("dev.anyhook.signing.StandardWebhooksSignatureTest#bodies")
    void bytesAreVerifiedAsTheyCame(Payload body) {
        String value = T + ",v1=" + Samples.hex(Samples.KEY, NOW, body);

        assertThat(verify(Samples.delivery(body, HEADER, value))).isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify(Samples.delivery(Samples.BODY, HEADER, value))))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "RAW,3681e63d3330eadf2ef7bc7d443ab1ce01bcddeaec56b110db5d4f80c95fa4b4",
        "STRIP_PREFIX,ff683ad837bc218b413b38c77599161796111e76ebe149b724333e56a3868a5d",
        "BASE64,12f2bc665a71b74eeb48c135fca3e5b07863ac832abd8d6ce7ef615504d9a05b"
    })
    void readsTheSecretInEachOfThreeWays(KeyEncoding encoding, String expected) {
        var trust = TrustPolicy.signedWith(Secret.of("whsec_abc123def456"));
        var delivery = Samples.delivery(
                        Payload.utf8("{\"id\":\"evt_123\",\"type\":\"run.completed\"}"),
                        HEADER,
                        "t=1774180800,v1=" + expected)
                .withReceivedAt(Instant.ofEpochSecond(1_774_180_800));
        var usual = TimestampedSignature.of(HEADER, trust, encoding);
        var chosen = TimestampedSignature.of(
                HEADER,
                trust.withKeyEncoding(encoding),
                encoding == KeyEncoding.RAW ? KeyEncoding.BASE64 : KeyEncoding.RAW);
        var proofs = new ArrayList<Signed>();

        assertThat(usual.verify(delivery, proof -> {
                    proofs.add(proof);
                    return Samples.EVENT;
                }))
                .isEqualTo(new Verified(Samples.EVENT, "#1"));
        assertThat(chosen.verify(delivery, proof -> Samples.EVENT)).isInstanceOf(Verified.class);
        assertThat(proofs).containsExactly(new Signed(null, delivery.receivedAt()));
        for (KeyEncoding other : KeyEncoding.values()) {
            var read = TimestampedSignature.of(HEADER, trust, other).verify(delivery, proof -> Samples.EVENT);
            assertThat(read instanceof Verified).as("read as %s", other).isEqualTo(other == encoding);
        }
    }

    @Test
    void namesTheSecretThatMatched() {
        var secrets = List.of(Secret.of("another"), Secret.labelled("old", Samples.RAW_SECRET.reveal()));
        var both = TimestampedSignature.of(HEADER, TrustPolicy.signedWith(secrets), KeyEncoding.RAW);

        assertThat(both.verify(delivery(T + "," + GOOD), proof -> Samples.EVENT))
                .isEqualTo(new Verified(Samples.EVENT, "old"));
    }

    @Test
    void refusesToBeBuiltWithoutASecret() {
        var trust = TrustPolicy.acceptingAnyoneUnsigned();

        assertThatIllegalArgumentException().isThrownBy(() -> TimestampedSignature.of(HEADER, trust, KeyEncoding.RAW));
    }

    @Test
    void theSecretIsReadInUtf8() {
        Secret secret = Secret.of("schlüssel");
        byte[] key = "schlüssel".getBytes(StandardCharsets.UTF_8);
        var utf8 = TimestampedSignature.of(HEADER, TrustPolicy.signedWith(secret), KeyEncoding.RAW);

        assertThat(utf8.verify(delivery(T + ",v1=" + Samples.hex(key, NOW, Samples.BODY)), proof -> Samples.EVENT))
                .isInstanceOf(Verified.class);
    }

    private static RawDelivery delivery(String value) {
        return Samples.delivery(Samples.BODY, HEADER, value);
    }

    private VerificationResult verify(String value) {
        return verify(delivery(value));
    }

    private VerificationResult verify(RawDelivery delivery) {
        return scheme.verify(delivery, proof -> Samples.EVENT);
    }
}
