package dev.anyhook.signing;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
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
    private final List<HmacSha256> keys;
    private final Window window;

    private TimestampedSignature(String header, TrustPolicy trust, KeyEncoding usual) {
        this.header = new HeaderRule(header, MAX_SIGNATURE);
        KeyEncoding chosen = trust.keyEncoding();
        this.keys = SecretKeys.prepare(trust.secrets(), chosen == null ? usual : chosen);
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
        return new TimestampedSignature(header, trust, usual);
    }

    /** The verdict on {@code delivery}; {@code reader} makes the event, and is called only for genuine bytes. */
    public VerificationResult verify(RawDelivery delivery, Function<? super Signed, WebhookEvent> reader) {
        VerificationResult broken = header.broken(delivery.headers());
        if (broken != null) {
            return broken;
        }
        String value = header.value(delivery.headers());
        var candidates = new Candidates();
        String signedAt = null;
        for (int from = 0; from <= value.length(); ) {
            int comma = value.indexOf(',', from);
            int to = comma < 0 ? value.length() : comma;
            if (value.startsWith("t=", from)) {
                if (signedAt != null) {
                    return header.malformed("holds more than one t");
                }
                signedAt = value.substring(from + 2, to);
            } else if (value.startsWith("v1=", from) && !candidates.add(value, from + 3, to)) {
                return header.malformed("lists more than " + Candidates.MAX + " signatures");
            }
            from = to + 1;
        }
        return signedAt == null ? header.malformed("holds no t") : verify(delivery, signedAt, candidates, reader);
    }

    private VerificationResult verify(
            RawDelivery delivery,
            String signedAt,
            Candidates candidates,
            Function<? super Signed, WebhookEvent> reader) {
        long seconds = Window.seconds(signedAt, 0, signedAt.length());
        if (seconds == Window.NOT_A_TIMESTAMP) {
            return header.malformed("holds a t that is not a count of seconds in digits");
        }
        VerificationResult stale = window.broken(seconds, delivery.receivedAt());
        if (stale != null) {
            return stale;
        }
        if (candidates.isEmpty()) {
            return header.malformed("lists no v1 signature");
        }
        byte[] prefix = (signedAt + ".").getBytes(StandardCharsets.US_ASCII);
        String label = candidates.match(keys, prefix, delivery.body(), TimestampedSignature::hex);
        return label == null
                ? candidates.mismatch(keys.size())
                : new Verified(reader.apply(new Signed(null, Window.instant(seconds))), label);
    }

    private static byte[] hex(byte[] mac) {
        return HexFormat.of().formatHex(mac).getBytes(StandardCharsets.US_ASCII);
    }
}
