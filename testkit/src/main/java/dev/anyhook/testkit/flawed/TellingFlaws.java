package dev.anyhook.testkit.flawed;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.logging.Logger;

/** What can be told to those who should not know. */
final class TellingFlaws {
    private TellingFlaws() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of("Q1", "shows the signature in its verdict", new AcmeSignature() {
                    @Override
                    Rejected mismatch(RawDelivery delivery) {
                        return new Rejected(Reason.SIGNATURE_MISMATCH, "got " + value(delivery.headers(), SIGNATURE));
                    }
                }),
                Flaw.of("Q2", "shows the body in its verdict", new AcmeSignature() {
                    @Override
                    Rejected mismatch(RawDelivery delivery) {
                        String body = new String(delivery.body().toByteArray(), StandardCharsets.UTF_8);
                        return new Rejected(Reason.SIGNATURE_MISMATCH, "no signature over " + body);
                    }
                }),
                Flaw.of("Q3", "shows a secret that it cannot decode", new AcmeSignature() {
                    @Override
                    byte[] decoded(String base64) {
                        try {
                            return Base64.getDecoder().decode(base64);
                        } catch (IllegalArgumentException undecodable) {
                            throw new IllegalArgumentException("cannot decode " + base64, undecodable);
                        }
                    }
                }),
                Flaw.of("Q4", "shows the API key in an exception", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        try {
                            return call.send();
                        } catch (WebhookException failed) {
                            throw WebhookException.during(
                                            AcmeWebhooks.ID,
                                            "with " + account.apiKey().reveal())
                                    .causedBy(failed);
                        }
                    }
                }),
                Flaw.of("Q5", "shows the secret in its result", new AcmeApi() {
                    @Override
                    ConfigureResult made(VendorAnswer answer, EndpointRequest request, VendorAccount account) {
                        super.made(answer, request, account);
                        return new Configured(
                                "ep",
                                Change.CREATED,
                                true,
                                List.of(answer.json().toString()));
                    }
                }),
                Flaw.of("Q6", "prints the secret", new AcmeSignature() {
                    @Override
                    byte[] key(String secret) {
                        System.out.println("using " + secret);
                        return super.key(secret);
                    }
                }),
                Flaw.of("Q6", "logs what was signed", new AcmeSignature() {
                    @Override
                    byte[] signedText(String timestamp, Payload body) {
                        byte[] text = super.signedText(timestamp, body);
                        Logger.getLogger("acme").fine(() -> new String(text, StandardCharsets.UTF_8));
                        return text;
                    }
                }),
                Flaw.of("Q7", "shows its secret when printed", new AcmeSignature() {
                    @Override
                    DeliveryVerifier verifier(TrustPolicy trust, AcmeEvents events) {
                        return new Printing(
                                super.verifier(trust, events),
                                trust.secrets().get(0).reveal());
                    }
                }));
    }
}
