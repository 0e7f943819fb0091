package dev.anyhook.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.spi.DeliveryVerifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A net is as good as what it has caught: verifiers with one hole each. */
class BrokenPromisesTest {
    private static final byte[] GENUINE = letter("v1,<sig>");
    private static final byte[] FORGED = letter("v1,<sig:near>");

    private final SignedModel model = Targets.standardWebhooksModel("svix-");
    private final DeliveryVerifier good = new DiffioWebhooks()
            .verifier(TrustPolicy.signedWith(
                    model.keys().stream().map(Key::secret).toList()));

    private static byte[] letter(String signature) {
        return ("svix-id: m\nsvix-timestamp: <now>\nsvix-signature: " + signature + "\n\n{}zebracanary")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void findsNothingInAGoodVerifier() {
        assertThatCode(() -> target(good).accept(GENUINE)).doesNotThrowAnyException();
        assertThatCode(() -> target(good).accept(FORGED)).doesNotThrowAnyException();
    }

    @Test
    void findsWhoeverBelievesAForgery() {
        VerificationResult believed = good.verify(genuine());

        assertThatThrownBy(() -> target(delivery -> believed).accept(FORGED))
                .hasMessageContaining("nothing is believed that was not signed so");
    }

    @Test
    void findsWhoeverBelievesNobody() {
        var refusal = new Rejected(Reason.SIGNATURE_MISMATCH, "no");

        assertThatThrownBy(() -> target(delivery -> refusal).accept(GENUINE))
                .hasMessageContaining("what was signed so is believed");
    }

    @Test
    void findsWhoeverChangesTheirMind() {
        var calls = new AtomicInteger();
        DeliveryVerifier moody = delivery -> new Rejected(Reason.HEADER_MISSING, "call " + calls.incrementAndGet());

        assertThatThrownBy(() -> target(moody).accept(FORGED)).hasMessageContaining("on a second look");
    }

    @Test
    void findsWhoeverLooksAtTheCaseOfNames() {
        DeliveryVerifier pedant =
                delivery -> delivery.headers().map().keySet().stream().anyMatch("svix-id"::equals)
                        ? good.verify(delivery)
                        : new Rejected(Reason.HEADER_MISSING, "no svix-id");

        assertThatThrownBy(() -> target(pedant).accept(GENUINE)).hasMessageContaining("in capitals");
    }

    @Test
    void findsWhoeverTakesTheIdFromWhatIsNotSigned() {
        DeliveryVerifier gullible = delivery -> delivery.headers()
                .firstValue("X-Request-Id")
                .<VerificationResult>map(id -> new Rejected(Reason.HEADER_MALFORMED, "request " + id))
                .orElseGet(() -> good.verify(delivery));

        assertThatThrownBy(() -> target(gullible).accept(GENUINE)).hasMessageContaining("nobody signs");
    }

    @Test
    void findsWhoeverTalks() {
        String secret = model.keys().get(0).secret().reveal();

        for (UnaryOperator<String> detail : List.<UnaryOperator<String>>of(
                body -> "the secret is " + secret,
                body -> "the body is " + body,
                body -> "expected " + "Ab3/".repeat(11),
                body -> "two\nlines")) {
            assertThatThrownBy(() -> target(talking(detail)).accept(FORGED)).hasMessageContaining("a text for logs");
        }
    }

    @Test
    void findsWhoeverForgetsTheBytes() {
        VerificationResult empty = good.verify(genuine())
                .fold(
                        verified -> new Verified(emptied(verified.event()), "#1"),
                        unsigned -> unsigned,
                        refused -> refused);

        assertThatThrownBy(() -> target(delivery -> empty).accept(GENUINE))
                .hasMessageContaining("an event keeps the bytes as they came");
    }

    @Test
    void findsDataThatSayAnotherThanTheirClass() {
        var refusal = new Rejected(Reason.SIGNATURE_MISMATCH, "no");
        var sameRefusal = new Rejected(Reason.SIGNATURE_MISMATCH, "certainly not");
        var otherRefusal = new Rejected(Reason.HEADER_MISSING, "no");

        assertThatCode(() -> new Twin(any -> refusal, any -> sameRefusal).verify(genuine()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Twin(any -> refusal, any -> otherRefusal).verify(genuine()))
                .hasMessageContaining("data and class say the same");
        assertThatThrownBy(() -> new Twin(any -> refusal, good).verify(genuine()))
                .hasMessageContaining("data and class say the same");
    }

    private static WebhookEvent emptied(WebhookEvent event) {
        return new WebhookEvent(
                event.provider(), event.endpoint(), event.id(), event.type(), null, null, Payload.empty());
    }

    private RawDelivery genuine() {
        Letter letter = Letter.parse(GENUINE);
        return letter.spelledOut(word -> model.word(word, letter)).delivery();
    }

    private static DeliveryVerifier talking(UnaryOperator<String> detail) {
        return delivery -> new Rejected(
                Reason.SIGNATURE_MISMATCH,
                detail.apply(new String(delivery.body().toByteArray(), StandardCharsets.UTF_8)));
    }

    private VerifyTarget target(DeliveryVerifier verifier) {
        return new VerifyTarget(
                () -> verifier,
                letter -> letter.spelledOut(word -> model.word(word, letter)),
                model::believes,
                List.of(model.keys().get(0).secret().reveal()));
    }
}
