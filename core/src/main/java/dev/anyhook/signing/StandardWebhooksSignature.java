package dev.anyhook.signing;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * The scheme of Svix and Standard Webhooks, version 1: an id, a timestamp and a list of signatures in three headers;
 * HMAC-SHA256 over {@code id.timestamp.body}, in base64. Prepared once; safe for any number of threads.
 *
 * <p>Each header must come exactly once. The timestamp is digits only, and its own text is what is signed. Items of the
 * list that are not {@code v1,...} are skipped; any {@code v1} item may match. Source: Svix, "Verifying webhooks
 * manually", read 2026-07-02.
 */
public final class StandardWebhooksSignature {
    private static final int MAX_ID = 256;
    private static final int MAX_TIMESTAMP = 32;
    private static final int MAX_SIGNATURES = 4096;

    private final HeaderRule id;
    private final HeaderRule timestamp;
    private final HeaderRule signatures;
    private final List<HmacSha256> keys;
    private final Window window;

    private StandardWebhooksSignature(String prefix, TrustPolicy trust) {
        this.id = new HeaderRule(prefix + "id", MAX_ID);
        this.timestamp = new HeaderRule(prefix + "timestamp", MAX_TIMESTAMP);
        this.signatures = new HeaderRule(prefix + "signature", MAX_SIGNATURES);
        this.keys = SecretKeys.prepare(trust.secrets(), KeyEncoding.BASE64);
        this.window = new Window(trust.tolerance());
    }

    /**
     * The scheme with the secrets and the window of {@code trust}.
     *
     * @param prefix what the three header names begin with: {@code svix-} or {@code webhook-}
     * @throws IllegalArgumentException if a secret is missing or not base64
     */
    public static StandardWebhooksSignature of(String prefix, TrustPolicy trust) {
        return new StandardWebhooksSignature(prefix, trust);
    }

    /** The verdict on {@code delivery}; {@code reader} makes the event, and is called only for genuine bytes. */
    public VerificationResult verify(RawDelivery delivery, Function<? super Signed, WebhookEvent> reader) {
        var headers = delivery.headers();
        for (HeaderRule rule : List.of(id, timestamp, signatures)) {
            VerificationResult broken = rule.broken(headers);
            if (broken != null) {
                return broken;
            }
        }
        String signedAt = timestamp.value(headers);
        long seconds = Window.seconds(signedAt, 0, signedAt.length());
        if (seconds == Window.NOT_A_TIMESTAMP) {
            return timestamp.malformed("is not a count of seconds in digits");
        }
        VerificationResult stale = window.broken(seconds, delivery.receivedAt());
        if (stale != null) {
            return stale;
        }
        var candidates = new Candidates();
        if (!collect(signatures.value(headers), candidates)) {
            return signatures.malformed("lists more than " + Candidates.MAX + " signatures");
        }
        if (candidates.isEmpty()) {
            return signatures.malformed("lists no v1 signature");
        }
        String name = id.value(headers);
        byte[] prefix = (name + "." + signedAt + ".").getBytes(StandardCharsets.US_ASCII);
        String label = candidates.match(keys, prefix, delivery.body(), Base64.getEncoder()::encode);
        return label == null
                ? candidates.mismatch(keys.size())
                : new Verified(reader.apply(new Signed(name, Window.instant(seconds))), label);
    }

    private static boolean collect(String list, Candidates candidates) {
        int from = 0;
        while (from < list.length()) {
            int space = list.indexOf(' ', from);
            int to = space < 0 ? list.length() : space;
            if (list.startsWith("v1,", from) && to > from + 3 && !candidates.add(list, from + 3, to)) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }
}
