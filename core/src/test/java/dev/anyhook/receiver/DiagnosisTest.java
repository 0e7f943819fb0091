package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names what went wrong on the way, and has nothing to say about forgeries. */
class DiagnosisTest {
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Deliveries.SECRET);

    /** The body as the vendor signed it, the body as it arrived, and what the diagnosis calls the way back. */
    static Stream<Arguments> rewritings() {
        String compact = "{\"job\":\"j1\",\"cost\":1.10,\"parts\":[1,2],\"none\":{}}";
        String spaced = "{\"job\": \"j1\", \"cost\": 1.10, \"parts\": [1, 2], \"none\": {}}";
        String indented = """
                {
                  "job": "j1",
                  "cost": 1.10,
                  "parts": [
                    1,
                    2
                  ],
                  "none": {}
                }""";
        return Stream.of(
                argumentSet("CRLF", "{\n}\n", "{\r\n}\r\n", "with its line ends as LF"),
                argumentSet("LF", "{\r\n}\r\n", "{\n}\n", "with its line ends as CRLF"),
                argumentSet("padded", compact, " " + compact + "\n\n", "without white space around it"),
                argumentSet("trimmed", compact + "\n", compact, "with a line end after it"),
                argumentSet("byte order mark added", compact, "\uFEFF" + compact, "without its byte order mark"),
                argumentSet("byte order mark lost", "\uFEFF" + compact, compact, "with a byte order mark"),
                argumentSet("Latin-1", "{\"é\":\"ü\"}", latin1("{\"é\":\"ü\"}"), "decoded as Latin-1"),
                argumentSet("spaced", compact, spaced, "if re-encoded as compact JSON"),
                argumentSet("indented", compact, indented, "if re-encoded as compact JSON"),
                argumentSet("compacted from spaced", spaced, compact, "if re-encoded as spaced JSON"),
                argumentSet("compacted from indented", indented, compact, "if re-encoded as indented JSON"),
                argumentSet("unescaped", "{\"a\":\"\\u00e9\"}", "{\"a\":\"é\"}", "as compact JSON in ASCII"),
                argumentSet(
                        "unescaped, compacted", "{\"a\": \"\\u00e9\"}", "{\"a\":\"é\"}", "as spaced JSON in ASCII"));
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("rewritings")
    void findsWhatRewroteABody(String signed, String arrived, String how) {
        RawDelivery delivery = Deliveries.signed("here", Deliveries.SECRET, Payload.utf8(signed))
                .withBody(Payload.utf8(arrived));

        assertThat(Diagnosis.of(new HmacVendor(), TRUST, delivery))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("the body verifies ")
                        .contains(how)
                        .endsWith(": something rewrote it on the way"));
    }

    @Test
    void findsThatTheSecretIsReadInAnotherWay() {
        byte[] key = "twenty-four bytes of key".getBytes(StandardCharsets.UTF_8);
        Secret secret = Secret.of("whsec_" + Base64.getEncoder().encodeToString(key));
        RawDelivery delivery = Deliveries.signed("here", key, Payload.utf8("{}"), MovableClock.START);

        assertThat(Diagnosis.of(new HmacVendor(), TrustPolicy.signedWith(secret), delivery))
                .contains("it verifies when the secret is read as BASE64: set the key encoding so");
        assertThat(Diagnosis.of(
                        new HmacVendor(),
                        TrustPolicy.signedWith(secret).withKeyEncoding(KeyEncoding.STRIP_PREFIX),
                        delivery))
                .contains("it verifies when the secret is read as BASE64: set the key encoding so");
    }

    @Test
    void findsThatOnlyThePrefixIsToBeCutOff() {
        String text = Deliveries.SECRET.reveal().substring("whsec_".length());
        RawDelivery delivery = Deliveries.signed(
                "here", text.getBytes(StandardCharsets.UTF_8), Payload.utf8("{}"), MovableClock.START);

        assertThat(Diagnosis.of(new HmacVendor(), TRUST, delivery))
                .contains("it verifies when the secret is read as STRIP_PREFIX: set the key encoding so");
    }

    @Test
    void hasNothingToSayOfAForgery() {
        RawDelivery forged = Deliveries.signed("here", Secret.of("a guess"), Payload.utf8("{ \"a\" : \"é\" }\r\n"));

        assertThat(Diagnosis.of(new HmacVendor(), TRUST, forged)).isEmpty();
    }

    @Test
    void hasNothingToSayOfChangedContent() {
        RawDelivery changed = Deliveries.signed("here", Deliveries.SECRET, Payload.utf8("{\"amount\":1}"))
                .withBody(Payload.utf8("{\"amount\":9}"));

        assertThat(Diagnosis.of(new HmacVendor(), TRUST, changed)).isEmpty();
    }

    @Test
    void saysThatABodyIsTooLargeToLook() {
        String large = "x".repeat(256 * 1024);
        RawDelivery delivery = Deliveries.signed("here", Deliveries.SECRET, Payload.utf8(large + "\n"))
                .withBody(Payload.utf8(large));

        assertThat(Diagnosis.of(new HmacVendor(), TRUST, delivery))
                .get()
                .asString()
                .contains("the body verifies");
        assertThat(Diagnosis.of(new HmacVendor(), TRUST, delivery.withBody(Payload.utf8(large + "x"))))
                .contains("the body is larger than 256 KiB, too large to look for what may have changed it");
    }

    @Test
    void hasNothingToSayWhereNothingIsSigned() {
        assertThat(Diagnosis.of(
                        new HmacVendor(), TrustPolicy.urlToken(Deliveries.TOKEN), Deliveries.signed("here", "evt_1")))
                .isEmpty();
    }

    @Test
    void isNotBlownUpByADeepBody() {
        var body = new StringBuilder("{\"a\":".repeat(900)).append('{');
        for (int i = 0; i < 20_000; i++) {
            body.append("\"k").append(i).append("\":1,");
        }
        body.append("\"last\":1}").append("}".repeat(900));

        assertThat(Rewritings.of(Payload.utf8(body.toString())).keySet())
                .isNotEmpty()
                .allMatch(form -> form.size() <= 1024 * 1024);
    }
}
