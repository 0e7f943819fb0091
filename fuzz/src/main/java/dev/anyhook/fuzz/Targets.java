package dev.anyhook.fuzz;

import dev.anyhook.KeyEncoding;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.WebhookEvent;
import dev.anyhook.cli.CapturedRequestTarget;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.nexio.NexioWebhooks;
import dev.anyhook.signing.HmacScheme;
import dev.anyhook.signing.HmacSignature;
import dev.anyhook.signing.Signed;
import dev.anyhook.signing.StandardWebhooksSignature;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.sivi.SiviWebhooks;
import dev.anyhook.spi.DeliveryVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All fuzz targets by name. */
public final class Targets {
    private static final List<String> BASE64_SECRETS =
            List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_b2xkZXIga2V5IG9mIHRoZSBmdXp6IHRlc3Rz");
    private static final List<String> TEXT_SECRETS =
            List.of("whsec_of-the-fuzz-tests-the-newest", "whsec_of-the-fuzz-tests-the-oldest");
    private static final String STRANGERS_SECRET = "c3RyYW5nZXIncyBrZXkgb2YgdGhlIHRlc3Rz";

    private static final Map<String, Supplier<FuzzTarget>> TARGETS = new TreeMap<>(Map.ofEntries(
            Map.entry("standard-webhooks", Targets::standardWebhooks),
            Map.entry("timestamped", Targets::timestamped),
            Map.entry("body-only", Targets::bodyOnly),
            Map.entry("tokens", TokensTarget::new),
            Map.entry("diffio", Targets::diffio),
            Map.entry("sivi", Targets::sivi),
            Map.entry("nexio", Targets::nexio),
            Map.entry("json", JsonTarget::new),
            Map.entry("vendor-answer", VendorAnswerTarget::new),
            Map.entry("captured-request", CapturedRequestTarget::new),
            Map.entry("http", HttpTarget::new)));

    private Targets() {}

    /** The names, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(TARGETS.keySet());
    }

    /**
     * A new target.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static FuzzTarget named(String name) {
        Supplier<FuzzTarget> target = TARGETS.get(name);
        if (target == null) {
            throw new IllegalArgumentException("no fuzz target '" + name + "'; there are " + names());
        }
        return target.get();
    }

    /** Everything that no text may hold. */
    static List<String> secrets() {
        var secrets = new ArrayList<String>(TokensTarget.URL_TOKENS);
        secrets.add(TokensTarget.BEARER);
        secrets.addAll(BASE64_SECRETS);
        secrets.addAll(TEXT_SECRETS);
        return secrets;
    }

    /** Standard Webhooks under {@code names}, as the vendor signs. */
    static SignedModel standardWebhooksModel(String names) {
        return new StandardWebhooksModel(
                names,
                BASE64_SECRETS.stream().map(StandardWebhooksModel::key).toList(),
                StandardWebhooksModel.key(STRANGERS_SECRET));
    }

    /** A header {@code name} with a timestamp and signatures, as the vendor signs. */
    static SignedModel timestampedModel(String name) {
        return new TimestampedModel(
                name,
                TEXT_SECRETS.stream().map(TimestampedModel::key).toList(),
                TimestampedModel.key(STRANGERS_SECRET));
    }

    /** A header {@code name} with the signature of nothing but the body, as the vendor signs. */
    static SignedModel bodyOnlyModel(String name) {
        return new BodyOnlyModel(
                name, TEXT_SECRETS.stream().map(BodyOnlyModel::key).toList(), BodyOnlyModel.key(STRANGERS_SECRET));
    }

    private static FuzzTarget standardWebhooks() {
        Preparation original = trust -> {
            var scheme = StandardWebhooksSignature.of("webhook-", trust);
            return delivery -> scheme.verify(delivery, signed -> event(delivery, signed));
        };
        return alike(standardWebhooksModel("webhook-"), original, Declared.STANDARD_WEBHOOKS);
    }

    private static FuzzTarget timestamped() {
        Preparation original = trust -> {
            var scheme = TimestampedSignature.of("Vendor-Signature", trust, KeyEncoding.RAW);
            return delivery -> scheme.verify(delivery, signed -> event(delivery, signed));
        };
        return alike(timestampedModel("Vendor-Signature"), original, Declared.TIMESTAMPED);
    }

    private static FuzzTarget bodyOnly() {
        return signed(bodyOnlyModel("Vendor-Signature-256"), trust -> verifier(Declared.BODY_ONLY, trust));
    }

    /** A scheme as a class and as data. */
    private static FuzzTarget alike(SignedModel model, Preparation original, HmacScheme data) {
        TrustPolicy trust = trust(model);
        FuzzTarget asClass = signed(model, original);
        FuzzTarget asData = new VerifyTarget(
                () -> new Twin(verifier(data, trust), original.verifier(trust)),
                sender(model),
                model::believes,
                secrets());
        return input -> {
            asClass.accept(input);
            asData.accept(input);
        };
    }

    private static DeliveryVerifier verifier(HmacScheme data, TrustPolicy trust) {
        HmacSignature signature = data.prepared(trust);
        return delivery -> signature.verify(delivery, signed -> event(delivery, signed));
    }

    private static WebhookEvent event(RawDelivery delivery, Signed signed) {
        String id = signed.id() == null ? "none" : signed.id();
        String named = id.isBlank() ? "blank" : id;
        return new WebhookEvent(
                ProviderId.of("fuzz"), delivery.endpoint(), named, "ping", signed.at(), null, delivery.body());
    }

    private static FuzzTarget diffio() {
        return signed(standardWebhooksModel("svix-"), new DiffioWebhooks()::verifier);
    }

    private static FuzzTarget signed(SignedModel model, Preparation preparation) {
        TrustPolicy trust = trust(model);
        return new VerifyTarget(() -> preparation.verifier(trust), sender(model), model::believes, secrets());
    }

    private static FuzzTarget nexio() {
        SignedModel model = timestampedModel("X-Nexio-Signature");
        TrustPolicy trust = trust(model).andBearer(Secret.of(TokensTarget.BEARER));
        return new VerifyTarget(
                () -> new NexioWebhooks().verifier(trust),
                sender(model),
                delivery -> model.believes(delivery)
                        && TokensTarget.isBorneBy(delivery.headers())
                        && isConsistent(model, delivery),
                secrets());
    }

    private static boolean isConsistent(SignedModel model, RawDelivery delivery) {
        SignedModel.Offer offer = model.offer(delivery);
        List<String> repeated = delivery.headers().allValues("X-Nexio-Timestamp");
        return repeated.isEmpty() || (offer != null && repeated.equals(List.of(offer.seconds())));
    }

    private static FuzzTarget sivi() {
        TrustPolicy trust = TrustPolicy.urlToken(
                TokensTarget.URL_TOKENS.stream().map(Secret::of).toList());
        return new VerifyTarget(
                () -> new SiviWebhooks().verifier(trust),
                letter -> letter,
                delivery -> TokensTarget.isEndOf(delivery.target()),
                secrets());
    }

    private static TrustPolicy trust(SignedModel model) {
        return TrustPolicy.signedWith(model.keys().stream().map(Key::secret).toList());
    }

    private static UnaryOperator<Letter> sender(SignedModel model) {
        return letter -> letter.spelledOut(word -> model.word(word, letter));
    }

    /** Prepares a verifier. */
    @FunctionalInterface
    private interface Preparation {
        DeliveryVerifier verifier(TrustPolicy trust);
    }
}
