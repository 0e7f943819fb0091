package dev.anyhook.fuzz;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.DeliveryVerifier;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Verification as a whole: believes exactly what the model believes, always alike, and tells nobody why. */
final class VerifyTarget implements FuzzTarget {
    private final Supplier<DeliveryVerifier> fresh;
    private final DeliveryVerifier verifier;
    private final UnaryOperator<Letter> sender;
    private final Predicate<RawDelivery> model;
    private final List<String> secrets;

    /**
     * A target.
     *
     * @param fresh prepares the verifier under test
     * @param sender what a sender who knows the secrets makes of a letter
     * @param model which deliveries are to be believed
     * @param secrets what no text may hold
     */
    VerifyTarget(
            Supplier<DeliveryVerifier> fresh,
            UnaryOperator<Letter> sender,
            Predicate<RawDelivery> model,
            List<String> secrets) {
        this.fresh = fresh;
        this.verifier = fresh.get();
        this.sender = sender;
        this.model = model;
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public void accept(byte[] input) {
        RawDelivery delivery = sender.apply(Letter.parse(Template.expand(input, TokensTarget::word)))
                .delivery();
        VerificationResult verdict = verifier.verify(delivery);
        same(verdict, verifier.verify(delivery), "on a second look");
        same(verdict, fresh.get().verify(delivery), "from a verifier that has seen nothing yet");
        same(verdict, verifier.verify(delivery.withHeaders(inCapitals(delivery.headers()))), "for names in capitals");
        same(verdict, verifier.verify(withUnsignedHeaders(delivery)), "whatever the headers that nobody signs");
        boolean believed = !(verdict instanceof Rejected);
        Promise.holds(
                believed == model.test(delivery),
                believed ? "nothing is believed that was not signed so" : "what was signed so is believed: " + verdict);
        verdict.fold(verified -> told(verified, delivery), unsigned -> told(unsigned, delivery), this::refused);
    }

    private static void same(VerificationResult first, VerificationResult second, String when) {
        Promise.holds(first.equals(second), "the verdict is the same " + when + ": " + first + " and " + second);
    }

    private static HttpHeaders inCapitals(HttpHeaders headers) {
        var capitals = new HashMap<String, List<String>>();
        headers.map().forEach((name, values) -> capitals.put(inCapitals(name), values));
        return HttpHeaders.of(capitals, (name, value) -> true);
    }

    private static String inCapitals(String name) {
        var capitals = new StringBuilder(name);
        for (int i = 0; i < capitals.length(); i++) {
            char c = capitals.charAt(i);
            capitals.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return capitals.toString();
    }

    private static RawDelivery withUnsignedHeaders(RawDelivery delivery) {
        var more = new HashMap<>(delivery.headers().map());
        more.keySet()
                .removeIf(name -> name.equalsIgnoreCase("X-Nexio-Delivery") || name.equalsIgnoreCase("X-Request-Id"));
        more.putAll(Map.of("X-Nexio-Delivery", List.of("another"), "X-Request-Id", List.of("1", "2")));
        return delivery.withHeaders(HttpHeaders.of(more, (name, value) -> true));
    }

    private boolean told(Verified verified, RawDelivery delivery) {
        return told(verified.event(), delivery);
    }

    private boolean told(Unsigned unsigned, RawDelivery delivery) {
        return told(unsigned.claim(), delivery);
    }

    private static boolean told(WebhookEvent event, RawDelivery delivery) {
        Promise.holds(event.payload().equals(delivery.body()), "an event keeps the bytes as they came");
        Promise.holds(event.endpoint().equals(delivery.endpoint()), "an event names its endpoint");
        Promise.holds(Promise.isPlain(event.id() + event.type()), "ids and types are plain");
        Promise.holds(
                event.job() == null
                        || Promise.isPlain(event.job().jobId() + event.job().vendorState()),
                "what is said of a job is plain");
        return event.json().isPresent();
    }

    private boolean refused(Rejected rejected) {
        Promise.isDiscreet(rejected.detail(), secrets);
        return false;
    }
}
