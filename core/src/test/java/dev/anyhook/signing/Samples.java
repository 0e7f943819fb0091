package dev.anyhook.signing;

import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.WebhookEvent;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries signed the long way round: one concatenated array, the text of the signature made by the JDK. */
final class Samples {
    static final long NOW = 1_731_705_121;
    static final Instant ARRIVAL = Instant.ofEpochSecond(NOW);
    static final Payload BODY = Payload.utf8("{\"hello\":\"world\"}");
    static final byte[] KEY = "twenty-four bytes of key".getBytes(StandardCharsets.UTF_8);
    static final Secret BASE64_SECRET = Secret.of("whsec_" + Base64.getEncoder().encodeToString(KEY));
    static final Secret RAW_SECRET = Secret.of(new String(KEY, StandardCharsets.UTF_8));
    static final WebhookEvent EVENT =
            new WebhookEvent(ProviderId.of("sample"), "here", "evt_1", "ping", null, null, Payload.empty());

    private Samples() {}

    static RawDelivery delivery(Payload body, String... namesAndValues) {
        return new RawDelivery("here", URI.create("/webhooks/here"), headers(namesAndValues), body, ARRIVAL);
    }

    static HttpHeaders headers(String... namesAndValues) {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.computeIfAbsent(namesAndValues[i], name -> new ArrayList<>()).add(namesAndValues[i + 1]);
        }
        return HttpHeaders.of(all, (name, value) -> true);
    }

    /** The base64 of the Standard Webhooks scheme. */
    static String base64(byte[] key, String id, String timestamp, Payload body) {
        return Base64.getEncoder().encodeToString(hmac(key, id + "." + timestamp + ".", body));
    }

    /** The hex of the {@code t=,v1=} scheme. */
    static String hex(byte[] key, String timestamp, Payload body) {
        return lowerHex(hmac(key, timestamp + ".", body));
    }

    static String lowerHex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] hmac(byte[] key, String prefix, Payload body) {
        byte[] head = prefix.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + body.size()];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body.toByteArray(), 0, whole, head.length, body.size());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(whole);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The reason of a rejection; fails on any other verdict. */
    static Reason reason(VerificationResult result) {
        return ((Rejected) result).reason();
    }
}
