package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheme with all there is: {@code v2:<id>:<timestamp>:<body>}, three headers, one signature. */
class HmacSignatureTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Samples.RAW_SECRET);
    private static final HmacScheme SCHEME = HmacScheme.over("v2:{id}:{timestamp}:{body}")
            .idIn("X-Id")
            .timestampIn("X-Time")
            .signatureIn("X-Sign", "v2=", Spelling.HEX);
    private static final RawDelivery GENUINE = signed("evt_1", NOW, Samples.BODY);

    private final HmacSignature signature = SCHEME.prepared(TRUST);

    @Test
    void provesTheIdAndTheInstant() {
        var proofs = new ArrayList<Signed>();

        assertThat(signature.verify(GENUINE, proof -> {
                    proofs.add(proof);
                    return Samples.EVENT;
                }))
                .isEqualTo(new Verified(Samples.EVENT, "#1"));
        assertThat(proofs).containsExactly(new Signed("evt_1", Samples.ARRIVAL));
    }

    @ParameterizedTest
    @MethodSource("dev.anyhook.signing.StandardWebhooksSignatureTest#bodies")
    void bytesAreVerifiedAsTheyCame(Payload body) {
        assertThat(verify(signed("evt_1", NOW, body))).isInstanceOf(Verified.class);
        assertThat(Samples.reason(verify(signed("evt_1", NOW, body).withBody(Payload.utf8("another")))))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void anyBitOfTheBodyCounts() {
        for (int bit = 0; bit < Samples.BODY.size() * 8; bit++) {
            byte[] bytes = Samples.BODY.toByteArray();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(Samples.reason(verify(GENUINE.withBody(Payload.copyOf(bytes)))))
                    .isEqualTo(Reason.SIGNATURE_MISMATCH);
        }
    }

    @Test
    void idAndTimestampAreSignedAsTheyAreSpelt() {
        assertThat(Samples.reason(verify(with("X-Id", "evt_2")))).isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(Samples.reason(verify(with("X-Time", Long.toString(Samples.NOW + 1)))))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(Samples.reason(verify(with("X-Time", "0" + NOW)))).isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(verify(signed("evt_1", "0" + NOW, Samples.BODY))).isInstanceOf(Verified.class);
    }

    @Test
    void anIdMustNotHoldWhatEndsIt() {
        assertThat(verify(signed("evt:1", NOW, Samples.BODY)))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Id holds a ':', which ends it in what is signed"));
    }

    @ParameterizedTest
    @CsvSource({"-301,TIMESTAMP_IN_FUTURE", "-300,", "0,", "300,", "301,TIMESTAMP_TOO_OLD"})
    void theWindowIsThatOfThePolicyEitherWayInclusive(long late, Reason refused) {
        VerificationResult verdict = verify(GENUINE.withReceivedAt(Samples.ARRIVAL.plusSeconds(late)));

        if (refused == null) {
            assertThat(verdict).isInstanceOf(Verified.class);
        } else {
            assertThat(Samples.reason(verdict)).isEqualTo(refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1731705121", "-1", "1731705121.0", "1731705121 0", "now", "00000000001731705121"})
    void aTimestampThatIsNotDigitsIsMalformedEvenWhenSigned(String spelt) {
        assertThat(verify(signed("evt_1", spelt, Samples.BODY)))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Time is not a count of seconds in digits"));
    }

    @ParameterizedTest
    @CsvSource({"-300001,TIMESTAMP_IN_FUTURE", "-300000,", "300999,", "301000,TIMESTAMP_TOO_OLD"})
    void millisecondsCountInWholeSeconds(long lateMillis, Reason refused) {
        long millis = Samples.NOW * 1000;
        HmacSignature finer = HmacScheme.over("{timestamp}.{body}")
                .timestampIn("X-Time")
                .inMilliseconds()
                .signatureIn("X-Sign", "", Spelling.HEX)
                .prepared(TRUST);
        String mac = Samples.lowerHex(Samples.hmac(Samples.KEY, millis + ".", Samples.BODY));
        RawDelivery delivery = Samples.delivery(Samples.BODY, "X-Time", Long.toString(millis), "X-Sign", mac)
                .withReceivedAt(Samples.ARRIVAL.plusMillis(lateMillis));
        var proofs = new ArrayList<Instant>();
        VerificationResult verdict = finer.verify(delivery, proof -> {
            proofs.add(proof.at());
            return Samples.EVENT;
        });

        if (refused == null) {
            assertThat(verdict).isInstanceOf(Verified.class);
            assertThat(proofs).containsExactly(Instant.ofEpochMilli(millis));
        } else {
            assertThat(Samples.reason(verdict)).isEqualTo(refused);
            assertThat(proofs).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Id", "X-Time", "X-Sign"})
    void eachHeaderMustComeExactlyOnce(String name) {
        String value = GENUINE.headers().firstValue(name).orElseThrow();

        assertThat(verify(with(name)))
                .isEqualTo(new Rejected(
                        Reason.HEADER_MISSING, name + " is missing; did a proxy drop it, or is this not the vendor?"));
        assertThat(Samples.reason(verify(with(name, "")))).isEqualTo(Reason.HEADER_MISSING);
        assertThat(Samples.reason(verify(with(name, value, value)))).isEqualTo(Reason.HEADER_REPEATED);
        assertThat(Samples.reason(verify(with(name, value + "\u00E9")))).isEqualTo(Reason.HEADER_MALFORMED);
        assertThat(Samples.reason(verify(with(name, value.repeat(100))))).isEqualTo(Reason.HEADER_MALFORMED);
        assertThat(verify(with(name.toUpperCase(Locale.ROOT), value))).isInstanceOf(Verified.class);
    }

    @Test
    void aSignatureNeedsItsMarkAndAllItsCharacters() {
        String mac = GENUINE.headers().firstValue("X-Sign").orElseThrow().substring(3);

        assertThat(verify(with("X-Sign", mac)))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Sign lists no v2 signature"));
        assertThat(Samples.reason(verify(with("X-Sign", "v2=")))).isEqualTo(Reason.HEADER_MALFORMED);
        for (String almost : List.of(
                mac.substring(1),
                mac.substring(0, 8),
                mac + "0",
                mac.toUpperCase(Locale.ROOT),
                " " + mac,
                "v2=" + mac)) {
            assertThat(Samples.reason(verify(with("X-Sign", "v2=" + almost)))).isEqualTo(Reason.SIGNATURE_MISMATCH);
        }
    }

    @Test
    void oneSignatureIsNoList() {
        String value = GENUINE.headers().firstValue("X-Sign").orElseThrow();

        for (String separator : List.of(" ", ",", ";", ", ")) {
            assertThat(Samples.reason(verify(with("X-Sign", "v2=x" + separator + value))))
                    .isEqualTo(Reason.SIGNATURE_MISMATCH);
        }
    }

    @Test
    void ofAListAnyItemMayMatchAndThirtyTwoAreRead() {
        HmacSignature listed = HmacScheme.over("{body}")
                .signaturesIn("X-Sign", ',', "", Spelling.BASE64)
                .prepared(TRUST);
        String good = Base64.getEncoder().encodeToString(Samples.hmac(Samples.KEY, "", Samples.BODY));

        for (String value : List.of(good, "x," + good, good + ",x", ",," + good, "x,".repeat(31) + good)) {
            assertThat(listed.verify(Samples.delivery(Samples.BODY, "X-Sign", value), proof -> Samples.EVENT))
                    .isInstanceOf(Verified.class);
        }
        assertThat(listed.verify(
                        Samples.delivery(Samples.BODY, "X-Sign", "x,".repeat(32) + good), proof -> Samples.EVENT))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Sign lists more than 32 signatures"));
        assertThat(listed.verify(Samples.delivery(Samples.BODY, "X-Sign", ",,"), proof -> Samples.EVENT))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "X-Sign lists no signature"));
    }

    @Test
    void anySecretMayHaveSignedAndIsNamed() {
        var secrets = List.of(Secret.of("another"), Secret.labelled("old", Samples.RAW_SECRET.reveal()));

        assertThat(SCHEME.prepared(TrustPolicy.signedWith(secrets)).verify(GENUINE, proof -> Samples.EVENT))
                .isEqualTo(new Verified(Samples.EVENT, "old"));
        assertThat(Samples.reason(SCHEME.prepared(TrustPolicy.signedWith(Secret.of("another")))
                        .verify(GENUINE, proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void thePolicySaysHowSecretsAreReadIfItSaysAnything() {
        TrustPolicy base64 = TrustPolicy.signedWith(Samples.BASE64_SECRET);
        HmacScheme decoding = SCHEME.withKeyEncoding(KeyEncoding.BASE64);

        assertThat(decoding.prepared(base64).verify(GENUINE, proof -> Samples.EVENT))
                .isInstanceOf(Verified.class);
        assertThat(SCHEME.prepared(base64.withKeyEncoding(KeyEncoding.BASE64)).verify(GENUINE, proof -> Samples.EVENT))
                .isInstanceOf(Verified.class);
        assertThat(Samples.reason(SCHEME.prepared(base64).verify(GENUINE, proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void aBearerComesInAdditionAndNeverInstead() {
        TrustPolicy both = TRUST.andBearer(Secret.of("bearer"));
        HmacSignature strict = SCHEME.withOptionalBearer().prepared(both);
        HmacSignature lenient = SCHEME.withOptionalBearer().prepared(TRUST);
        RawDelivery complete = with("Authorization", "Bearer bearer");

        assertThat(strict.verify(complete, proof -> Samples.EVENT)).isInstanceOf(Verified.class);
        assertThat(Samples.reason(strict.verify(GENUINE, proof -> Samples.EVENT)))
                .isEqualTo(Reason.TOKEN_MISSING);
        assertThat(Samples.reason(strict.verify(with("Authorization", "Bearer x"), proof -> Samples.EVENT)))
                .isEqualTo(Reason.TOKEN_MISMATCH);
        assertThat(Samples.reason(strict.verify(complete.withBody(Payload.empty()), proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(lenient.verify(GENUINE, proof -> Samples.EVENT)).isInstanceOf(Verified.class);
    }

    @Test
    void theReaderIsNotCalledForWhatIsRefused() {
        var calls = new ArrayList<Signed>();
        for (RawDelivery refused : List.of(
                with("X-Sign"),
                GENUINE.withBody(Payload.empty()),
                GENUINE.withReceivedAt(Samples.ARRIVAL.plusSeconds(301)))) {
            signature.verify(refused, proof -> {
                calls.add(proof);
                return Samples.EVENT;
            });
        }

        assertThat(calls).isEmpty();
    }

    private VerificationResult verify(RawDelivery delivery) {
        return signature.verify(delivery, proof -> Samples.EVENT);
    }

    private static RawDelivery signed(String id, String time, Payload body) {
        String mac = Samples.lowerHex(Samples.hmac(Samples.KEY, "v2:" + id + ":" + time + ":", body));
        return Samples.delivery(body, "X-Id", id, "X-Time", time, "X-Sign", "v2=" + mac);
    }

    /** The genuine delivery with {@code values} under {@code name}; with none, without the header. */
    private static RawDelivery with(String name, String... values) {
        var headers = new ArrayList<String>();
        GENUINE.headers().map().forEach((other, theirs) -> {
            if (!other.equalsIgnoreCase(name)) {
                headers.addAll(List.of(other, theirs.get(0)));
            }
        });
        for (String value : values) {
            headers.addAll(List.of(name, value));
        }
        return GENUINE.withHeaders(Samples.headers(headers.toArray(String[]::new)));
    }
}
