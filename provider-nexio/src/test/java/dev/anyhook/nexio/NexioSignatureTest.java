package dev.anyhook.nexio;

import static dev.anyhook.nexio.Fixture.NOW;
import static dev.anyhook.nexio.Fixture.OTHER_SECRET;
import static dev.anyhook.nexio.Fixture.SECRET;
import static dev.anyhook.nexio.Fixture.SIGNATURE;
import static dev.anyhook.nexio.Fixture.T;
import static dev.anyhook.nexio.Fixture.TIMESTAMP;
import static dev.anyhook.nexio.Fixture.TRUST;
import static dev.anyhook.nexio.Fixture.signedAs;
import static dev.anyhook.nexio.Fixture.v1;
import static dev.anyhook.nexio.Fixture.verdict;
import static dev.anyhook.nexio.Fixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed to be Nexio's. */
final class NexioSignatureTest {
    private static final String OURS = v1(SECRET);
    private static final String THEIRS = v1(OTHER_SECRET);
    private static final RawDelivery GENUINE = signedAs("t=" + T + "," + OURS);

    private static void assertRefused(VerificationResult result, Reason reason) {
        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).isNotBlank().doesNotContain(SECRET, OURS.substring(3), "evt_123");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "RAW, 3681e63d3330eadf2ef7bc7d443ab1ce01bcddeaec56b110db5d4f80c95fa4b4",
        "STRIP_PREFIX, ff683ad837bc218b413b38c77599161796111e76ebe149b724333e56a3868a5d",
        "BASE64, 12f2bc665a71b74eeb48c135fca3e5b07863ac832abd8d6ce7ef615504d9a05b"
    })
    void readsTheSecretAsThePolicySays(KeyEncoding encoding, String hex) {
        RawDelivery delivery = signedAs("t=" + T + ",v1=" + hex);

        for (KeyEncoding tried : KeyEncoding.values()) {
            VerificationResult result = new NexioWebhooks().verify(delivery, TRUST.withKeyEncoding(tried));
            if (tried == encoding) {
                assertThat(result).isInstanceOf(Verified.class);
            } else {
                assertRefused(result, Reason.SIGNATURE_MISMATCH);
            }
        }
    }

    @Test
    void readsTheWholeTextOfTheSecretUnlessToldOtherwise() {
        String raw = "3681e63d3330eadf2ef7bc7d443ab1ce01bcddeaec56b110db5d4f80c95fa4b4";

        assertThat(verdict(signedAs("t=" + T + ",v1=" + raw))).isInstanceOf(Verified.class);
    }

    @Test
    void takesSignaturesInAnyOrderAmongAnyOthers() {
        String t = "t=" + T;
        for (String header : List.of(
                t + "," + OURS + "," + THEIRS,
                t + "," + THEIRS + "," + OURS,
                THEIRS + "," + OURS + "," + t,
                OURS + "," + t,
                t + ",v0=abc,v2=def,x," + OURS,
                t + ",,," + OURS + ",",
                t + ",v1=," + OURS,
                t + "," + THEIRS.repeat(2) + "," + OURS)) {
            assertThat(verdict(signedAs(header))).as(header).isInstanceOf(Verified.class);
        }
    }

    @Test
    void refusesWhatOnlyLooksLikeTheSignature() {
        String hex = OURS.substring(3);
        for (String candidate : List.of(
                hex.toUpperCase(Locale.ROOT),
                hex.substring(0, 63),
                hex.substring(1),
                hex + "0",
                hex + hex,
                "0x" + hex,
                " " + hex,
                hex + " ,x",
                THEIRS.substring(3),
                "0".repeat(64))) {
            assertRefused(verdict(signedAs("t=" + T + ",v1=" + candidate)), Reason.SIGNATURE_MISMATCH);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1=%s",
                "t=1774180800",
                "t=1774180800,v1=",
                "t=1774180800,V1=%s",
                "t=1774180800;v1=%s",
                "t=1774180800, v1=%s",
                "T=1774180800,v1=%s",
                "t=1774180800,t=1774180800,v1=%s",
                "t=1774180800,v1=%s,t=1",
                "t=,v1=%s",
                "t=+1774180800,v1=%s",
                "t=-1774180800,v1=%s",
                "t= 1774180800,v1=%s",
                "t=1774180800 ,v1=%s",
                "t=1774180800.0,v1=%s",
                "t=0x69bfd7c0,v1=%s",
                "t=17741808000000000000,v1=%s",
                "t=1774180800,v1=%s,\u00e9",
                "nonsense",
                ",",
                "="
            })
    void refusesHeadersOfAnotherForm(String header) {
        assertRefused(verdict(signedAs(header.formatted(OURS.substring(3)))), Reason.HEADER_MALFORMED);
    }

    @Test
    void refusesListsWithoutEnd() {
        String many = String.join(",", Collections.nCopies(40, "v1=x"));

        assertRefused(verdict(signedAs("t=" + T + "," + many + "," + OURS)), Reason.HEADER_MALFORMED);
        assertRefused(verdict(signedAs("t=" + T + "," + OURS + "," + "x".repeat(5000))), Reason.HEADER_MALFORMED);
    }

    @Test
    void signsTheTimestampAsItIsWritten() {
        String written = "0" + T;
        String signature = v1(SECRET, written, Fixture.bytes(Fixture.BODY));

        assertThat(verdict(signedAs("t=" + written + "," + signature))).isInstanceOf(Verified.class);
        assertRefused(verdict(signedAs("t=" + written + "," + OURS)), Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void needsTheSignatureHeaderOnce() {
        assertRefused(verdict(Fixture.delivery(Map.of(), Fixture.bytes(Fixture.BODY))), Reason.HEADER_MISSING);
        assertRefused(verdict(signedAs("")), Reason.HEADER_MISSING);
        String value = "t=" + T + "," + OURS;
        assertRefused(verdict(with(GENUINE, SIGNATURE, value, value)), Reason.HEADER_REPEATED);
    }

    @Test
    void takesTheTimestampHeaderOnlyIfItSaysTheSame() {
        assertThat(verdict(with(GENUINE, TIMESTAMP, T))).isInstanceOf(Verified.class);
        assertRefused(verdict(with(GENUINE, TIMESTAMP, T, T)), Reason.HEADER_REPEATED);
        for (String other :
                List.of("1774180801", "0" + T, T + " " + T, "+" + T, "", T + "," + OURS, "," + T, "t=" + T)) {
            assertRefused(verdict(with(GENUINE, TIMESTAMP, other)), Reason.HEADER_MALFORMED);
        }
    }

    @Test
    void looksAtNoHeaderThatIsNotSigned() {
        RawDelivery relabelled = with(with(GENUINE, "X-Nexio-Delivery", "a", "b"), "X-Nexio-Event", "run.failed");

        assertThat(verdict(relabelled)).isEqualTo(verdict(GENUINE));
    }

    @ParameterizedTest
    @CsvSource({"300, true", "301, false", "-300, true", "-301, false", "86400, false", "-86400, false"})
    void believesFiveMinutesEitherWay(long later, boolean believed) {
        VerificationResult result = verdict(GENUINE.withReceivedAt(NOW.plusSeconds(later)));

        if (believed) {
            assertThat(result).isInstanceOf(Verified.class);
        } else {
            assertRefused(result, later > 0 ? Reason.TIMESTAMP_TOO_OLD : Reason.TIMESTAMP_IN_FUTURE);
            assertThat(((Rejected) result).detail()).contains(Math.abs(later) + " s");
        }
    }

    @Test
    void keepsTheToleranceOfThePolicy() {
        TrustPolicy narrow = TRUST.withTolerance(Duration.ofSeconds(10));

        assertThat(new NexioWebhooks().verify(GENUINE.withReceivedAt(NOW.plusSeconds(10)), narrow))
                .isInstanceOf(Verified.class);
        assertRefused(
                new NexioWebhooks().verify(GENUINE.withReceivedAt(NOW.plusSeconds(11)), narrow),
                Reason.TIMESTAMP_TOO_OLD);
    }

    @Test
    void saysWhichOfSeveralSecretsItWas() {
        TrustPolicy rotating =
                TrustPolicy.signedWith(Secret.labelled("new", OTHER_SECRET), Secret.labelled("old", SECRET));

        assertThat(new NexioWebhooks().verify(GENUINE, rotating))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.secretLabel()).isEqualTo("old"));
    }
}
