package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Declared schemes where one character more or less decides. */
class HmacEdgesTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Samples.RAW_SECRET);

    @ParameterizedTest
    @ValueSource(strings = {"{timestamp}/{body}", "{timestamp}:{body}", "{id}~{body}", "!{body}", "~{body}"})
    void theCharactersNextToThoseRefusedArePermitted(String template) {
        assertThatCode(() -> HmacScheme.over(template)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{timestamp}0{body}",
                "{timestamp}9{body}",
                "{id}0{body}",
                "{id}9{body}",
                " {body}",
                "\u007F{body}"
            })
    void theFirstAndLastOfThoseRefusedAreRefused(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> HmacScheme.over(template));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ",v1", "v,1", "v1,", "v 1", " ", "\u007F", "\u00E9"})
    void theMarkOfASignatureIsVisibleAsciiWithoutTheSeparator(String mark) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over("{body}").signaturesIn("X-Sign", ',', mark, Spelling.HEX))
                .withMessage("the mark of a signature must be visible ASCII without the separator: '" + mark + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ",t", "t,", "t\u007F"})
    void soIsTheMarkOfATimestamp(String mark) {
        HmacScheme listed = HmacScheme.over("{timestamp}.{body}").signaturesIn("X-Sign", ',', "v1=", Spelling.HEX);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> listed.timestampItem(mark))
                .withMessage("the mark of a timestamp must be visible ASCII without the separator: '" + mark + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "~="})
    void theOutermostVisibleCharactersMayMark(String mark) {
        HmacSignature signature = HmacScheme.over("{body}")
                .signatureIn("X-Sign", mark, Spelling.HEX)
                .prepared(TRUST);

        assertThat(verify(signature, mark + Samples.lowerHex(Samples.hmac(Samples.KEY, "", Samples.BODY))))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":evt", "evt:", "e:v:t"})
    void anIdHoldsWhatEndsItNowhere(String id) {
        HmacSignature signature = HmacScheme.over("{id}:{body}")
                .idIn("X-Id")
                .signatureIn("X-Sign", "", Spelling.HEX)
                .prepared(TRUST);
        String mac = Samples.lowerHex(Samples.hmac(Samples.KEY, id + ":", Samples.BODY));
        RawDelivery delivery = Samples.delivery(Samples.BODY, "X-Id", id, "X-Sign", mac);

        assertThat(signature.verify(delivery, proof -> Samples.EVENT))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Id holds a ':', which ends it in what is signed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",%s,%s", ",,%s,%s", "%s,%s,", ",%s,,%s,,"})
    void itemsOfNothingHideNoTimestamp(String form) {
        HmacSignature signature = HmacScheme.over("{timestamp}.{body}")
                .signaturesIn("X-Sign", ',', "v1=", Spelling.HEX)
                .timestampItem("t=")
                .prepared(TRUST);
        String time = "t=" + NOW;
        String good = "v1=" + Samples.hex(Samples.KEY, NOW, Samples.BODY);

        assertThat(verify(signature, form.formatted(time, good))).isInstanceOf(Verified.class);
        assertThat(verify(signature, form.formatted(good, time))).isInstanceOf(Verified.class);
        assertThat(verify(signature, form.formatted(good, "v2=" + NOW)))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Sign holds no t="));
        assertThat(verify(signature, form.formatted(time, time) + "," + good))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Sign holds more than one t="));
    }

    @Test
    void theLastDigitOfATimestampIsNoItem() {
        HmacSignature signature = HmacScheme.over("{timestamp}.{body}")
                .signaturesIn("X-Sign", ';', "s", Spelling.HEX)
                .timestampItem("1")
                .prepared(TRUST);

        assertThat(NOW).endsWith("1");
        assertThat(verify(signature, "1" + NOW + ";s" + Samples.hex(Samples.KEY, NOW, Samples.BODY)))
                .isInstanceOf(Verified.class);
    }

    private static VerificationResult verify(HmacSignature signature, String value) {
        return signature.verify(Samples.delivery(Samples.BODY, "X-Sign", value), proof -> Samples.EVENT);
    }
}
