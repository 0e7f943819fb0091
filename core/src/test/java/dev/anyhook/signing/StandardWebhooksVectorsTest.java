package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Verified;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The vectors that Svix publishes: "Verifying webhooks manually" and the tests of its Java library, read 2026-07-02.
 */
class StandardWebhooksVectorsTest {
    private static final String PUBLISHED = """
            whsec_plJ3nmyCDGBKInavdOK15jsl     | msg_loFOjxBNrRLzqYUf | 1731705121 \
            | {"event_type":"ping","data":{"success":true}} | v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=
            whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 \
            | {"test": 2432232314} | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 \
            | {"test": 2432232314} | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = PUBLISHED)
    void verifiesWhatSvixPublishes(String secret, String id, long timestamp, String body, String signature) {
        var signed = new ArrayList<Signed>();

        VerificationResult result = StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Secret.of(secret)))
                .verify(delivery(id, timestamp, body, signature), proof -> {
                    signed.add(proof);
                    return Samples.EVENT;
                });

        assertThat(result).isEqualTo(new Verified(Samples.EVENT, "#1"));
        assertThat(signed).containsExactly(new Signed(id, Instant.ofEpochSecond(timestamp)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = PUBLISHED)
    void refusesThePublishedSignatureOverOtherBytes(
            String secret, String id, long timestamp, String body, String signature) {
        var scheme = StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Secret.of(secret)));

        assertThat(Samples.reason(
                        scheme.verify(delivery(id, timestamp, body + " ", signature), proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(Samples.reason(
                        scheme.verify(delivery(id + "x", timestamp, body, signature), proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(Samples.reason(scheme.verify(delivery(id, timestamp + 1, body, signature), proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    private static RawDelivery delivery(String id, long timestamp, String body, String signature) {
        return Samples.delivery(
                        Payload.utf8(body),
                        "svix-id",
                        id,
                        "svix-timestamp",
                        Long.toString(timestamp),
                        "svix-signature",
                        signature)
                .withReceivedAt(Instant.ofEpochSecond(timestamp));
    }
}
