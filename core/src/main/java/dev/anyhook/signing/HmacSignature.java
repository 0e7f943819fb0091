package dev.anyhook.signing;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HmacScheme} with the secrets of one endpoint. Prepared once; safe for any number of threads.
 *
 * <p>Each header that the scheme names must come exactly once. What can be refused without a computation is.
 */
public final class HmacSignature {
    private final SignedText text;
    private final HeaderRule signatures;
    private final SignatureList list;
    private final @Nullable HeaderRule id;
    private final @Nullable SignedTimestamp timestamp;
    private final Window window;
    private final @Nullable BearerToken bearer;

    HmacSignature(
            SignedText text,
            HeaderRule signatures,
            SignatureList list,
            @Nullable HeaderRule id,
            @Nullable SignedTimestamp timestamp,
            Window window,
            @Nullable BearerToken bearer) {
        this.text = text;
        this.signatures = signatures;
        this.list = list;
        this.id = id;
        this.timestamp = timestamp;
        this.window = window;
        this.bearer = bearer;
    }

    /** The verdict on {@code delivery}; {@code reader} makes the event, and is called only for genuine bytes. */
    public VerificationResult verify(RawDelivery delivery, Function<? super Signed, WebhookEvent> reader) {
        HttpHeaders headers = delivery.headers();
        List<String> offers = headers.allValues(signatures.name());
        List<String> ids = id == null ? offers : headers.allValues(id.name());
        List<String> timestamps = timestamp == null || timestamp.isItem()
                ? offers
                : headers.allValues(timestamp.header().name());
        Rejected broken = broken(ids, timestamps, offers);
        return broken == null
                ? verify(delivery, id == null ? null : ids.get(0), timestamps.get(0), offers.get(0), reader)
                : broken;
    }

    private @Nullable Rejected broken(List<String> ids, List<String> timestamps, List<String> offers) {
        Rejected broken = id == null ? null : id.broken(ids);
        if (broken == null && id != null && ids.get(0).indexOf(text.afterId()) >= 0) {
            broken = id.malformed("holds a '" + text.afterId() + "', which ends it in what is signed");
        }
        if (broken == null && timestamp != null && !timestamp.isItem()) {
            broken = timestamp.header().broken(timestamps);
        }
        return broken == null ? signatures.broken(offers) : broken;
    }

    private VerificationResult verify(
            RawDelivery delivery,
            @Nullable String idText,
            String timestampText,
            String offered,
            Function<? super Signed, WebhookEvent> reader) {
        int from = timestamp == null ? 0 : timestamp.from(timestampText);
        int to = timestamp == null ? 0 : timestamp.to(timestampText, from);
        Rejected refused =
                timestamp == null ? null : timestamp.broken(timestampText, from, to, window, delivery.receivedAt());
        refused = refused == null ? list.broken(signatures, offered) : refused;
        if (refused != null) {
            return refused;
        }
        String label = list.match(offered, text.before(idText, timestampText, from, to), delivery.body());
        if (label == null) {
            return list.mismatch(offered);
        }
        Instant at = timestamp == null ? null : timestamp.instant(timestampText, from, to);
        Rejected unknown = bearer == null ? null : bearer.broken(delivery.headers());
        return unknown == null ? new Verified(reader.apply(new Signed(idText, at)), label) : unknown;
    }
}
