package dev.anyhook.signing;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/**
 * The scheme of one header {@code t=<seconds>,v1=<hex>[,v1=<hex>...]}: HMAC-SHA256 over {@code t.body}, in lower-case
 * hex. Prepared once; safe for any number of threads.
 *
 * <p>The header must come exactly once and hold exactly one {@code t}, digits only, whose own text is what is signed.
 * Items of other names are skipped; any {@code v1} may match.
 */
public final class TimestampedSignature {
    private static final int MAX_SIGNATURE = 4096;

    private final HeaderRule header;
    private final SignatureList list;
    private final Window window;

    private TimestampedSignature(String header, TrustPolicy trust, KeyEncoding usual) {
        this.header = new HeaderRule(header, MAX_SIGNATURE);
        KeyEncoding chosen = trust.keyEncoding();
        this.list =
                new SignatureList(',', "v1=", Spelling.HEX, SecretKeys.prepare(trust, chosen == null ? usual : chosen));
        this.window = new Window(trust.tolerance());
    }

    /**
     * The scheme with the secrets and the window of {@code trust}.
     *
     * @param header the name of the header
     * @param usual how secrets are read unless {@code trust} says otherwise
     * @throws IllegalArgumentException if a secret is missing or cannot be read so
     */
    public static TimestampedSignature of(String header, TrustPolicy trust, KeyEncoding usual) {
        Objects.requireNonNull(header, "header");
        return new TimestampedSignature(header, trust, Objects.requireNonNull(usual, "usual"));
    }

    /** The verdict on {@code delivery}; {@code reader} makes the event, and is called only for genuine bytes. */
    public VerificationResult verify(RawDelivery delivery, Function<? super Signed, WebhookEvent> reader) {
        Rejected broken = header.broken(delivery.headers());
        if (broken != null) {
            return broken;
        }
        String value = header.value(delivery.headers());
        int from = afterT(value, 0);
        if (from < 0) {
            return header.malformed("holds no t");
        }
        int comma = value.indexOf(',', from);
        if (comma >= 0 && afterT(value, comma + 1) >= 0) {
            return header.malformed("holds more than one t");
        }
        return verify(delivery, value, from, comma < 0 ? value.length() : comma, reader);
    }

    /** Where the text of the first item called t begins, from the item at {@code first} on; -1 if there is none. */
    private static int afterT(String value, int first) {
        int item = first;
        while (!value.startsWith("t=", item)) {
            int comma = value.indexOf(',', item);
            if (comma < 0) {
                return -1;
            }
            item = comma + 1;
        }
        return item + 2;
    }

    private VerificationResult verify(
            RawDelivery delivery, String value, int from, int to, Function<? super Signed, WebhookEvent> reader) {
        long seconds = Window.seconds(value, from, to);
        if (seconds == Window.NOT_A_TIMESTAMP) {
            return header.malformed("holds a t that is not a count of seconds in digits");
        }
        Rejected refused = window.broken(seconds, delivery.receivedAt());
        refused = refused == null ? list.broken(header, value) : refused;
        if (refused != null) {
            return refused;
        }
        byte[] prefix = new Dotted(to - from + 1).add(value, from, to).bytes();
        String label = list.match(value, prefix, delivery.body());
        return label == null
                ? list.mismatch(value)
                : new Verified(reader.apply(new Signed(null, Instant.ofEpochSecond(seconds))), label);
    }
}
