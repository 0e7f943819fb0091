package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksSignatureTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String GOOD = "v1," + Samples.base64(Samples.KEY, "msg_1", NOW, Samples.BODY);
    private static final String WRONG = "v1," + Samples.base64(Samples.KEY, "msg_2", NOW, Samples.BODY);

    private final StandardWebhooksSignature scheme =
            StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Samples.BASE64_SECRET));

    @ParameterizedTest
    @MethodSource("listsWithTheGoodOne")
    void anyVersion1ItemMayMatch(String list) {
        assertThat(verify("msg_1", NOW, list)).isEqualTo(new Verified(Samples.EVENT, "#1"));
    }

    static Stream<String> listsWithTheGoodOne() {
        return Stream.of(
                GOOD,
                GOOD + " " + WRONG,
                WRONG + " " + GOOD,
                WRONG + " " + WRONG + " " + GOOD,
                "v1a,abc v2,def " + GOOD,
                GOOD + " v1a,abc",
                "nonsense " + GOOD,
                WRONG + "  " + GOOD,
                "v1, " + GOOD,
                GOOD + " v1,");
    }

    @ParameterizedTest
    @MethodSource("listsWithoutIt")
    void anAlmostRightItemDoesNotMatch(String list) {
        assertThat(Samples.reason(verify("msg_1", NOW, list))).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    static Stream<String> listsWithoutIt() {
        return Stream.of(
                WRONG,
                GOOD.substring(0, GOOD.length() - 1),
                GOOD.substring(0, GOOD.length() - 2) + "==",
                GOOD + "=",
                GOOD + "A",
                GOOD + "," + WRONG,
                "v1,A",
                "v1," + GOOD,
                GOOD.toUpperCase(Locale.ROOT).replace("V1,", "v1,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1,", "v2,abc", "v1a,abc", "v1", "V1,abc", "rubbish", ",", "v1=abc", "v1 ,abc"})
    void aListWithoutAVersion1ItemIsMalformed(String list) {
        assertThat(verify("msg_1", NOW, list))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "svix-signature lists no v1 signature"));
    }

    @Test
    void readsThirtyTwoItemsAndNotOneMore() {
        String wrongs = "v1,A ".repeat(31);

        assertThat(verify("msg_1", NOW, wrongs + GOOD)).isInstanceOf(Verified.class);
        assertThat(verify("msg_1", NOW, wrongs + "v2,x v1, " + GOOD)).isInstanceOf(Verified.class);
        assertThat(verify("msg_1", NOW, wrongs + GOOD + " v1,A"))
                .isEqualTo(new Rejected(Reason.HEADER_MALFORMED, "svix-signature lists more than 32 signatures"));
        assertThat(Samples.reason(verify("msg_1", NOW, GOOD + " v1,A".repeat(32))))
                .isEqualTo(Reason.HEADER_MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bytesAreVerifiedAsTheyCame(Payload body) {
        assertThat(verify(genuine(body))).isInstanceOf(Verified.class);
    }

    static List<Payload> bodies() {
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) 0xA5);
        return List.of(
                Payload.empty(),
                Payload.utf8("{\r\n}\r\n"),
                Payload.utf8("\uFEFF{}"),
                Payload.copyOf(new byte[] {(byte) 0xFF, (byte) 0xC0, 0, (byte) 0x80}),
                Payload.copyOf(large));
    }

    @Test
    void aByteThatIsNotUtf8IsNotItsReplacement() {
        String signed = "v1," + Samples.base64(Samples.KEY, "msg_1", NOW, Payload.copyOf(new byte[] {(byte) 0xFF}));

        assertThat(Samples.reason(verify(Samples.delivery(
                        Payload.utf8("\uFFFD"), "svix-id", "msg_1", "svix-timestamp", NOW, "svix-signature", signed))))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void theKeyIsAlwaysBase64() {
        var trust = TrustPolicy.signedWith(Secret.of("whsec_not-base64!"));

        assertThatIllegalArgumentException().isThrownBy(() -> StandardWebhooksSignature.of("svix-", trust));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandardWebhooksSignature.of("svix-", TrustPolicy.urlToken(Secret.of("token"))));
    }

    @Test
    void namesTheSecretThatMatched() {
        Secret newest = Secret.of(Base64.getEncoder().encodeToString("another key".getBytes(StandardCharsets.UTF_8)));
        Secret named = Secret.labelled("of-2026", Samples.BASE64_SECRET.reveal());

        assertThat(label(newest, Samples.BASE64_SECRET)).isEqualTo("#2");
        assertThat(label(Samples.BASE64_SECRET, newest)).isEqualTo("#1");
        assertThat(label(newest, named, Samples.BASE64_SECRET)).isEqualTo("of-2026");
        assertThat(label(newest, Samples.BASE64_SECRET, named)).isEqualTo("#2");
    }

    @Test
    void theReaderSeesOnlyWhatIsGenuine() {
        scheme.verify(genuine(Samples.BODY).withBody(Payload.utf8("forged")), proof -> {
            throw new AssertionError("a forged body reached the reader");
        });
        scheme.verify(genuine(Samples.BODY).withReceivedAt(Instant.EPOCH), proof -> {
            throw new AssertionError("a stale body reached the reader");
        });
        assertThat(verify(genuine(Samples.BODY))).isInstanceOf(Verified.class);
    }

    @Test
    void readsSecretsAsThePolicySays() {
        String text = "whsec_no base64 at all";
        String signature = "v1," + Samples.base64(text.getBytes(StandardCharsets.UTF_8), "msg_1", NOW, Samples.BODY);
        TrustPolicy trust = TrustPolicy.signedWith(Secret.of(text));

        var raw = StandardWebhooksSignature.of("svix-", trust.withKeyEncoding(KeyEncoding.RAW));

        assertThat(raw.verify(
                        Samples.delivery(
                                Samples.BODY, "svix-id", "msg_1", "svix-timestamp", NOW, "svix-signature", signature),
                        proof -> Samples.EVENT))
                .isEqualTo(new Verified(Samples.EVENT, "#1"));
        assertThatThrownBy(() -> StandardWebhooksSignature.of("svix-", trust))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not standard base64");
    }

    private static String label(Secret... secrets) {
        var scheme = StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(secrets));
        return ((Verified) scheme.verify(genuine(Samples.BODY), proof -> Samples.EVENT)).secretLabel();
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
