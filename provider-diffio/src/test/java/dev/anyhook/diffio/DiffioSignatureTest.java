package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.testkit.DeliveryMutations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffioSignatureTest {
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Secret.of(Fixture.SECRET));
    private static final RawDelivery GENUINE = Fixture.signed(Fixture.COMPLETED);
    private static final String SIGNATURE = Fixture.signatureOf(GENUINE);

    private static VerificationResult verdict(RawDelivery delivery) {
        return new DiffioWebhooks().verify(delivery, TRUST);
    }

    private static Rejected refused(RawDelivery delivery) {
        VerificationResult verdict = verdict(delivery);
        assertThat(verdict).isInstanceOf(Rejected.class);
        return (Rejected) verdict;
    }

    /** Svix, "Verifying webhooks manually", and the test of the Java library, both read 2026-07-02. */
    static Stream<Arguments> publishedVectors() {
        return Stream.of(
                Arguments.of(
                        "whsec_plJ3nmyCDGBKInavdOK15jsl",
                        "msg_loFOjxBNrRLzqYUf",
                        1731705121L,
                        "{\"event_type\":\"ping\",\"data\":{\"success\":true}}",
                        "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="),
                Arguments.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330L,
                        "{\"test\": 2432232314}",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @ParameterizedTest
    @MethodSource("publishedVectors")
    void believesPublishedVectors(String secret, String id, long seconds, String body, String signature) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        RawDelivery delivery =
                Fixture.delivery(id, Long.toString(seconds), signature, bytes, Instant.ofEpochSecond(seconds));

        for (String spelling : List.of(secret, secret.substring("whsec_".length()))) {
            var trust = TrustPolicy.signedWith(Secret.of(spelling));
            assertThat(new DiffioWebhooks().verify(delivery, trust))
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.event().id()).isEqualTo(id));
        }
    }

    @ParameterizedTest
    @CsvSource({"-301, TIMESTAMP_IN_FUTURE", "-300,", "0,", "300,", "301, TIMESTAMP_TOO_OLD"})
    void believesForThreeHundredSecondsEitherWay(int offset, Reason reason) {
        RawDelivery delivery = GENUINE.withReceivedAt(Fixture.NOW.plusSeconds(offset));

        if (reason == null) {
            assertThat(verdict(delivery)).isInstanceOf(Verified.class);
        } else {
            assertThat(refused(delivery).reason()).isEqualTo(reason);
            assertThat(refused(delivery).detail()).contains("301 s", "300 s");
        }
    }

    @Test
    void keepsTheWindowOfThePolicy() {
        TrustPolicy narrow = TRUST.withTolerance(Duration.ofSeconds(10));

        assertThat(new DiffioWebhooks().verify(GENUINE.withReceivedAt(Fixture.NOW.plusSeconds(10)), narrow))
                .isInstanceOf(Verified.class);
        assertThat(new DiffioWebhooks().verify(GENUINE.withReceivedAt(Fixture.NOW.plusSeconds(11)), narrow))
                .isInstanceOf(Rejected.class);
    }

    static Stream<String> listsWithOurs() {
        String other = Signer.sign(
                Fixture.OTHER_SECRET, Fixture.ID, "1731705121", Fixture.COMPLETED.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                SIGNATURE,
                SIGNATURE + " " + other,
                other + " " + SIGNATURE,
                other + " " + other + " " + SIGNATURE + " " + other,
                "v1a,asymmetric " + SIGNATURE,
                SIGNATURE + " v2,later",
                "  " + SIGNATURE + "  ",
                "v1, nonsense , " + SIGNATURE + " v1",
                "v1," + "A".repeat(3000) + " " + SIGNATURE,
                String.join(" ", Collections.nCopies(31, other)) + " " + SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("listsWithOurs")
    void believesWhenAnyItemOfTheListIsOurs(String list) {
        assertThat(verdict(Fixture.with(GENUINE, "svix-signature", list))).isInstanceOf(Verified.class);
    }

    static Stream<Arguments> listsWithoutOurs() {
        String bare = SIGNATURE.substring("v1,".length());
        return Stream.of(
                Arguments.of(bare, Reason.HEADER_MALFORMED),
                Arguments.of("v1a," + bare, Reason.HEADER_MALFORMED),
                Arguments.of("v2," + bare, Reason.HEADER_MALFORMED),
                Arguments.of("V1," + bare, Reason.HEADER_MALFORMED),
                Arguments.of("v1," + bare.substring(1), Reason.SIGNATURE_MISMATCH),
                Arguments.of("v1," + bare + "=", Reason.SIGNATURE_MISMATCH),
                Arguments.of("v1," + bare.replace("=", ""), Reason.SIGNATURE_MISMATCH),
                Arguments.of(SIGNATURE + ",v1," + bare, Reason.SIGNATURE_MISMATCH),
                Arguments.of("v1 " + bare, Reason.HEADER_MALFORMED),
                Arguments.of(String.join(" ", Collections.nCopies(33, SIGNATURE)), Reason.HEADER_MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("listsWithoutOurs")
    void refusesListsWithoutOurs(String list, Reason reason) {
        assertThat(refused(Fixture.with(GENUINE, "svix-signature", list)).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svix-id", "svix-timestamp", "svix-signature"})
    void needsEachHeaderExactlyOnce(String name) {
        String value = GENUINE.headers().firstValue(name).orElseThrow();

        assertThat(refused(Fixture.with(GENUINE, name)).reason()).isEqualTo(Reason.HEADER_MISSING);
        assertThat(refused(Fixture.with(GENUINE, name, "")).reason()).isEqualTo(Reason.HEADER_MISSING);
        assertThat(refused(Fixture.with(GENUINE, name, "   ")).reason()).isEqualTo(Reason.HEADER_MISSING);
        assertThat(refused(Fixture.with(GENUINE, name, value, value)).reason()).isEqualTo(Reason.HEADER_REPEATED);
        assertThat(refused(Fixture.with(GENUINE, name, value, "other")).detail())
                .contains(name);
    }

    @Test
    void matchesHeaderNamesWithoutRegardToCase() {
        RawDelivery shouting = DeliveryMutations.withUpperCaseNames(GENUINE);

        assertThat(verdict(shouting)).isEqualTo(verdict(GENUINE)).isInstanceOf(Verified.class);
    }

    @Test
    void looksAtNoOtherHeaderNames() {
        RawDelivery renamed = GENUINE;
        for (String name : List.of("id", "timestamp", "signature")) {
            String value = GENUINE.headers().firstValue("svix-" + name).orElseThrow();
            renamed = Fixture.with(Fixture.with(renamed, "svix-" + name), "webhook-" + name, value);
        }

        assertThat(refused(renamed).reason()).isEqualTo(Reason.HEADER_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1731705121",
                "-1731705121",
                "1731705121.0",
                "0x6737",
                "173170 5121",
                "now",
                "99999999999999999999"
            })
    void refusesTimestampsThatAreNotDigits(String timestamp) {
        assertThat(refused(Fixture.with(GENUINE, "svix-timestamp", timestamp)).reason())
                .isEqualTo(Reason.HEADER_MALFORMED);
    }

    @Test
    void signsTheTextOfTheTimestamp() {
        String padded = "0" + Fixture.SECONDS;
        byte[] body = Fixture.COMPLETED.getBytes(StandardCharsets.UTF_8);
        RawDelivery signedAsIs = Fixture.delivery(
                Fixture.ID, padded, Signer.sign(Fixture.SECRET, Fixture.ID, padded, body), body, Fixture.NOW);

        assertThat(verdict(signedAsIs)).isInstanceOf(Verified.class);
        assertThat(refused(Fixture.with(GENUINE, "svix-timestamp", padded)).reason())
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }
}
