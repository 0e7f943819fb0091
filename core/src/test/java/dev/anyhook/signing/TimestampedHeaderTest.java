package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampedHeaderTest {
    private static final String HEADER = "X-Vendor-Signature";
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String MAC = Samples.hex(Samples.KEY, NOW, Samples.BODY);
    private static final String T = "t=" + NOW;
    private static final String GOOD = "v1=" + MAC;

    private final TimestampedSignature scheme =
            TimestampedSignature.of(HEADER, TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW);

    @ParameterizedTest
    @ValueSource(strings = {"", "T=1731705121,", "ts=1731705121,", " t=1731705121,"})
    void aValueWithoutATimestampIsMalformed(String start) {
        String value = "v0=x," + start + GOOD;

        assertThat(verify(value)).isEqualTo(new Rejected(Reason.HEADER_MALFORMED, HEADER + " holds no t"));
    }

    @Test
    void oneTimestampMustBeTheOnlyOne() {
        assertThat(verify(T + "," + GOOD + "," + T))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, HEADER + " holds more than one t"));
        assertThat(Samples.reason(verify(T + ",t=," + GOOD))).isEqualTo(Reason.HEADER_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+1731705121",
                "-1",
                "1731705121.0",
                "00000000001731705121",
                "1731705121 ",
                "now",
                "t=1731705121"
            })
    void aTimestampThatIsNotDigitsIsMalformedEvenWhenSigned(String spelt) {
        String value = "t=" + spelt + ",v1=" + Samples.hex(Samples.KEY, spelt, Samples.BODY);

        assertThat(verify(value))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MALFORMED, HEADER + " holds a t that is not a count of seconds in digits"));
    }

    @Test
    void theTimestampIsSignedAsItIsSpelt() {
        String spelt = "000" + NOW;

        assertThat(verify("t=" + spelt + ",v1=" + Samples.hex(Samples.KEY, spelt, Samples.BODY)))
                .isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify("t=" + spelt + "," + GOOD))).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"-301,TIMESTAMP_IN_FUTURE", "-300,", "0,", "300,", "301,TIMESTAMP_TOO_OLD"})
    void theWindowIsFiveMinutesEitherWayInclusive(long late, Reason refused) {
        VerificationResult result = verify(delivery(T + "," + GOOD).withReceivedAt(Samples.ARRIVAL.plusSeconds(late)));

        if (refused == null) {
            assertThat(result).isInstanceOf(Verified.class);
        } else {
            assertThat(Samples.reason(result)).isEqualTo(refused);
        }
    }

    @Test
    void theHeaderMustComeExactlyOnce() {
        assertThat(Samples.reason(verify(Samples.delivery(Samples.BODY)))).isEqualTo(Reason.HEADER_MISSING);
        assertThat(Samples.reason(verify(""))).isEqualTo(Reason.HEADER_MISSING);
        assertThat(Samples.reason(
                        verify(Samples.delivery(Samples.BODY, HEADER, T + "," + GOOD, HEADER, T + "," + GOOD))))
                .isEqualTo(Reason.HEADER_REPEATED);
        assertThat(verify(Samples.delivery(Samples.BODY, HEADER.toLowerCase(Locale.ROOT), T + "," + GOOD)))
                .isInstanceOf(Verified.class);
    }

    @Test
    void theValueMayHave4096Characters() {
        String value = T + "," + GOOD + ",";
        String longest = value + "x".repeat(4096 - value.length());

        assertThat(verify(longest)).isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify(longest + "x"))).isEqualTo(Reason.HEADER_MALFORMED);
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
