package dev.anyhook.signing;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The scheme of Svix and Standard Webhooks, version 1: an id, a timestamp and a list of signatures in three headers;
 * HMAC-SHA256 over {@code id.timestamp.body}, in base64. Prepared once; safe for any number of threads.
 *
 * <p>Each header must come exactly once. An id with a dot is refused, signed or not: whoever repeats a delivery could
 * otherwise move the border between id, timestamp and body, and pass off as fresh what is old. Source: Standard
 * Webhooks, version 1.0.0, which tells senders to allow none. The timestamp is digits only, and its own text is what is
 * signed. Items of the list that are not {@code v1,...} are skipped; any {@code v1} item may match. Source: Svix,
 * "Verifying webhooks manually", read 2026-07-02.
 */
public final class StandardWebhooksSignature {
    private static final int MAX_ID = 256;
    private static final int MAX_TIMESTAMP = 32;
    private static final int MAX_SIGNATURES = 4096;

    private final HeaderRule id;
    private final HeaderRule timestamp;
    private final HeaderRule signatures;
    private final SignatureList list;
    private final Window window;

    private StandardWebhooksSignature(String prefix, TrustPolicy trust) {
        this.id = new HeaderRule(prefix + "id", MAX_ID);
        this.timestamp = new HeaderRule(prefix + "timestamp", MAX_TIMESTAMP);
        this.signatures = new HeaderRule(prefix + "signature", MAX_SIGNATURES);
        KeyEncoding chosen = trust.keyEncoding();
        KeyEncoding encoding = chosen == null ? KeyEncoding.BASE64 : chosen;
        this.list = new SignatureList(' ', "v1,", Spelling.BASE64, SecretKeys.prepare(trust, encoding));
        this.window = new Window(trust.tolerance());
    }

    /**
     * The scheme with the secrets and the window of {@code trust}.
     *
     * @param prefix what the three header names begin with: {@code svix-} or {@code webhook-}
     * @throws IllegalArgumentException if a secret is missing or not base64, which it must be unless the policy says
     *     otherwise
     */
    public static StandardWebhooksSignature of(String prefix, TrustPolicy trust) {
        return new StandardWebhooksSignature(Objects.requireNonNull(prefix, "prefix"), trust);
    }

    /** The verdict on {@code delivery}; {@code reader} makes the event, and is called only for genuine bytes. */
    public VerificationResult verify(RawDelivery delivery, Function<? super Signed, WebhookEvent> reader) {
        HttpHeaders headers = delivery.headers();
        List<String> ids = headers.allValues(id.name());
        List<String> timestamps = headers.allValues(timestamp.name());
        List<String> offers = headers.allValues(signatures.name());
        Rejected broken = broken(ids, timestamps, offers);
        if (broken != null) {
            return broken;
        }
        String signedAt = timestamps.get(0);
        long seconds = Window.seconds(signedAt, 0, signedAt.length());
        if (seconds == Window.NOT_A_TIMESTAMP) {
            return timestamp.malformed("is not a count of seconds in digits");
        }
        String offered = offers.get(0);
        Rejected refused = window.broken(seconds, delivery.receivedAt());
        refused = refused == null ? list.broken(signatures, offered) : refused;
        if (refused != null) {
            return refused;
        }
        String idText = ids.get(0);
        byte[] prefix = new Dotted(idText.length() + signedAt.length() + 2)
                .add(idText, 0, idText.length())
                .add(signedAt, 0, signedAt.length())
                .bytes();
        String label = list.match(offered, prefix, delivery.body());
        return label == null
                ? list.mismatch(offered)
                : new Verified(reader.apply(new Signed(idText, Instant.ofEpochSecond(seconds))), label);
    }

    private @Nullable Rejected broken(List<String> ids, List<String> timestamps, List<String> offers) {
        Rejected broken = id.broken(ids);
        if (broken == null && ids.get(0).indexOf('.') >= 0) {
            broken = id.malformed("holds a '.', which ends it in what is signed");
        }
        broken = broken == null ? timestamp.broken(timestamps) : broken;
        return broken == null ? signatures.broken(offers) : broken;
    }
}
