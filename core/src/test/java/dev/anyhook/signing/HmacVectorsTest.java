package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * Well-known public schemes as data, with the examples that their owners publish: GitHub, "Validating webhook
 * deliveries"; Slack, "Verifying requests from Slack"; Svix, "Verifying webhooks manually". Shopify's and Paddle's
 * forms ("Verify the webhook" and "Verify webhook signatures") are shown without a published example.
 */
class HmacVectorsTest {
    private static final HmacScheme GITHUB =
            HmacScheme.over("{body}").signatureIn("X-Hub-Signature-256", "sha256=", Spelling.HEX);

    private static final HmacScheme SLACK = HmacScheme.over("v0:{timestamp}:{body}")
            .timestampIn("X-Slack-Request-Timestamp")
            .signatureIn("X-Slack-Signature", "v0=", Spelling.HEX);

    private static final HmacScheme SVIX = HmacScheme.over("{id}.{timestamp}.{body}")
            .idIn("svix-id")
            .timestampIn("svix-timestamp")
            .signaturesIn("svix-signature", ' ', "v1,", Spelling.BASE64)
            .withKeyEncoding(KeyEncoding.BASE64);

    private static final HmacScheme SHOPIFY =
            HmacScheme.over("{body}").signatureIn("X-Shopify-Hmac-SHA256", "", Spelling.BASE64);

    private static final HmacScheme PADDLE = HmacScheme.over("{timestamp}:{body}")
            .signaturesIn("Paddle-Signature", ';', "h1=", Spelling.HEX)
            .timestampItem("ts=");

    @Test
    void gitHub() {
        Secret secret = Secret.of("It's a Secret to Everybody");
        RawDelivery published = Samples.delivery(
                Payload.utf8("Hello, World!"),
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

        believed(GITHUB, secret, published, new Signed(null, null));
        refused(GITHUB, secret, published.withBody(Payload.utf8("Hello, World?")));
    }

    @Test
    void slack() {
        Secret secret = Secret.of("8f742231b10e8888abcd99yyyzzz85a5");
        var at = Instant.ofEpochSecond(1_531_420_618);
        RawDelivery published = Samples.delivery(
                        Payload.utf8("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                                + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                                + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
                                + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"),
                        "X-Slack-Request-Timestamp",
                        "1531420618",
                        "X-Slack-Signature",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")
                .withReceivedAt(at);

        believed(SLACK, secret, published, new Signed(null, at));
        refused(SLACK, secret, published.withBody(Payload.utf8("token=xyzz0WbapA4vBCDEFasx0q6G")));
    }

    @Test
    void svix() {
        Secret secret = Secret.of("whsec_plJ3nmyCDGBKInavdOK15jsl");
        var at = Instant.ofEpochSecond(1_731_705_121);
        RawDelivery published = Samples.delivery(
                        Payload.utf8("{\"event_type\":\"ping\",\"data\":{\"success\":true}}"),
                        "svix-id",
                        "msg_loFOjxBNrRLzqYUf",
                        "svix-timestamp",
                        "1731705121",
                        "svix-signature",
                        "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=")
                .withReceivedAt(at);

        believed(SVIX, secret, published, new Signed("msg_loFOjxBNrRLzqYUf", at));
        refused(SVIX, secret, published.withBody(Payload.utf8("{\"event_type\":\"pong\"}")));
    }

    @Test
    void shopify() {
        String mac = Base64.getEncoder().encodeToString(Samples.hmac(Samples.KEY, "", Samples.BODY));
        RawDelivery delivery = Samples.delivery(Samples.BODY, "X-Shopify-Hmac-SHA256", mac);

        believed(SHOPIFY, Samples.RAW_SECRET, delivery, new Signed(null, null));
        refused(SHOPIFY, Samples.RAW_SECRET, delivery.withBody(Payload.empty()));
    }

    @Test
    void paddle() {
        String mac = Samples.lowerHex(Samples.hmac(Samples.KEY, Samples.NOW + ":", Samples.BODY));
        RawDelivery delivery =
                Samples.delivery(Samples.BODY, "Paddle-Signature", "ts=" + Samples.NOW + ";h1=wrong;h1=" + mac);

        believed(PADDLE, Samples.RAW_SECRET, delivery, new Signed(null, Samples.ARRIVAL));
        refused(PADDLE, Samples.RAW_SECRET, delivery.withBody(Payload.empty()));
    }

    private static void believed(HmacScheme scheme, Secret secret, RawDelivery delivery, Signed proved) {
        var proofs = new ArrayList<Signed>();
        VerificationResult verdict = scheme.prepared(TrustPolicy.signedWith(secret))
                .verify(delivery, proof -> {
                    proofs.add(proof);
                    return Samples.EVENT;
                });

        assertThat(verdict).isEqualTo(new Verified(Samples.EVENT, "#1"));
        assertThat(proofs).containsExactly(proved);
    }

    private static void refused(HmacScheme scheme, Secret secret, RawDelivery delivery) {
        assertThat(Samples.reason(
                        scheme.prepared(TrustPolicy.signedWith(secret)).verify(delivery, proof -> Samples.EVENT)))
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }
}
