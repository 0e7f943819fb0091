package dev.anyhook.benchmarks.verify;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A vendor that signs with one secret, by the JDK alone and the long way round. */
final class Signer {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OTHER_SECRET = "whsec_" + "C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String[] USUAL = {
        "Host", "hooks.example", "User-Agent", "Webhooks/1.0", "Content-Type", "application/json", "Accept", "*/*"
    };

    private final String secret;
    private final Instant now;

    private Signer(String secret, Instant now) {
        this.secret = secret;
        this.now = now;
    }

    /** Signs with {@code secret} at this instant, since some libraries look at the clock. */
    static Signer with(String secret) {
        return new Signer(secret, Instant.now());
    }

    /** The delivery of {@code body} in the scheme of Svix, whose headers begin with {@code prefix}. */
    RawDelivery svix(String prefix, byte[] body) {
        String at = Long.toString(now.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String signature = Base64.getEncoder().encodeToString(hmac(key, ID + "." + at + ".", body));
        return delivery(body, prefix + "id", ID, prefix + "timestamp", at, prefix + "signature", "v1," + signature);
    }

    /** The delivery of {@code body} in the scheme {@code t=,v1=} of {@code header}. */
    RawDelivery timestamped(String header, byte[] body) {
        String at = Long.toString(now.getEpochSecond());
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return delivery(body, header, "t=" + at + ",v1=" + HexFormat.of().formatHex(hmac(key, at + ".", body)));
    }

    /** The delivery of {@code body} without any signature. */
    RawDelivery unsigned(byte[] body) {
        return delivery(body);
    }

    private RawDelivery delivery(byte[] body, String... signed) {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String[] headers : List.of(USUAL, signed)) {
            for (int i = 0; i < headers.length; i += 2) {
                all.put(headers[i], List.of(headers[i + 1]));
            }
        }
        HttpHeaders headers = HttpHeaders.of(all, (name, value) -> true);
        return new RawDelivery("bench", URI.create("/webhooks/bench"), headers, Payload.copyOf(body), now);
    }

    private static byte[] hmac(byte[] key, String prefix, byte[] body) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        message.writeBytes(body);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.toByteArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
