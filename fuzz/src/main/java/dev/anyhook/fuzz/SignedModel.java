package dev.anyhook.fuzz;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a signature scheme says, written down a second time: by its definition, slowly, and with none of our code. Which
 * deliveries are believed must not differ between the two.
 */
abstract class SignedModel {
    /** How far a timestamp may lie from the arrival. */
    static final long TOLERANCE = 300;

    private static final int MOST_SIGNATURES = 32;

    private final List<Key> keys;
    private final Key stranger;

    SignedModel(List<Key> keys, Key stranger) {
        this.keys = keys;
        this.stranger = stranger;
    }

    /** The keys in force, newest first. */
    final List<Key> keys() {
        return keys;
    }

    /** What the scheme reads in a delivery; null when it cannot be read. */
    abstract @Nullable Offer offer(RawDelivery delivery);

    /** What is signed before the body, as the sender of {@code letter} sees it. */
    abstract String prefix(Letter letter);

    abstract String spelled(byte[] mac);

    /** Whether the scheme believes {@code delivery}. */
    final boolean believes(RawDelivery delivery) {
        Offer offer = offer(delivery);
        if (offer == null || !offer.isFresh(delivery) || offer.signatures().size() > MOST_SIGNATURES) {
            return false;
        }
        return keys.stream()
                .map(key -> spelled(key.mac(offer.prefix(), delivery.body())))
                .anyMatch(offer.signatures()::contains);
    }

    /**
     * The words for signatures: {@code sig} by the newest key, {@code sig:old} by the oldest, {@code sig:foreign} by a
     * stranger's; {@code sig:other} over another body; the rest are {@code sig} a little wrong.
     */
    final byte @Nullable [] word(String word, Letter letter) {
        if (!word.startsWith("sig")) {
            return null;
        }
        String prefix = prefix(letter);
        String good = spelled(keys.get(0).mac(prefix, letter.body()));
        String text = switch (word) {
            case "sig" -> good;
            case "sig:old" -> spelled(keys.get(keys.size() - 1).mac(prefix, letter.body()));
            case "sig:foreign" -> spelled(stranger.mac(prefix, letter.body()));
            case "sig:other" -> spelled(keys.get(0).mac(prefix, Payload.utf8("{}")));
            case "sig:cut" -> good.substring(0, good.length() - 1);
            case "sig:long" -> good + good.charAt(0);
            case "sig:caps" -> good.toUpperCase(Locale.ROOT);
            case "sig:near" -> (good.charAt(0) == 'a' ? 'b' : 'a') + good.substring(1);
            default -> null;
        };
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The one value under {@code name}, of visible ASCII; null if it is anything else. */
    static @Nullable String only(RawDelivery delivery, String name, int most) {
        List<String> values = delivery.headers().allValues(name);
        return values.size() == 1 && values.get(0).matches("[ -~]{1," + most + "}") ? values.get(0) : null;
    }

    /**
     * What a delivery offers to be believed by.
     *
     * @param prefix what is signed before the body
     * @param seconds the text of the timestamp
     * @param signatures all that may match
     */
    record Offer(String prefix, String seconds, List<String> signatures) {
        boolean isFresh(RawDelivery delivery) {
            BigInteger age = BigInteger.valueOf(delivery.receivedAt().getEpochSecond())
                    .subtract(new BigInteger(seconds))
                    .abs();
            return age.compareTo(BigInteger.valueOf(TOLERANCE)) <= 0;
        }
    }
}
