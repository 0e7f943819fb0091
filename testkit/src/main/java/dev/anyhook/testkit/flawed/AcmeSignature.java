package dev.anyhook.testkit.flawed;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.signing.BearerToken;
import dev.anyhook.spi.DeliveryVerifier;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How Acme signs, in steps that each can be replaced by a flawed one. */
class AcmeSignature {
    static final String TIMESTAMP = "Acme-Timestamp";
    static final String SIGNATURE = "Acme-Signature";
    static final String PREFIX = "whsec_";

    DeliveryVerifier verifier(TrustPolicy trust, AcmeEvents events) {
        check(trust);
        List<byte[]> keys = keys(trust.secrets());
        return delivery -> verdict(delivery, trust, keys, events);
    }

    void check(TrustPolicy trust) {
        refuse(trust.secrets().isEmpty(), "no secret");
        refuse(!trust.urlTokens().isEmpty(), "a URL token proves less than the signature");
        refuse(trust.keyEncoding() != null && trust.keyEncoding() != KeyEncoding.BASE64, "Acme's secrets are base64");
    }

    static void refuse(boolean hopeless, String why) {
        if (hopeless) {
            throw new IllegalArgumentException("Acme signs every delivery: " + why);
        }
    }

    List<byte[]> keys(List<Secret> secrets) {
        var keys = new ArrayList<byte[]>();
        for (Secret secret : secrets) {
            keys.add(key(secret.reveal()));
        }
        return keys;
    }

    byte[] key(String secret) {
        String rest = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        refuse(rest.isEmpty(), "a secret is nothing but its prefix");
        return decoded(rest);
    }

    byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException undecodable) {
            throw new IllegalArgumentException("a secret is not base64");
        }
    }

    VerificationResult verdict(RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
        Rejected broken = broken(delivery.headers(), TIMESTAMP);
        broken = broken == null ? broken(delivery.headers(), SIGNATURE) : broken;
        broken = broken == null ? stale(delivery, trust) : broken;
        broken = broken == null ? unknownCaller(delivery.headers(), trust) : broken;
        if (broken != null) {
            return broken;
        }
        byte[] text = signedText(value(delivery.headers(), TIMESTAMP), delivery.body());
        List<String> offered = candidates(value(delivery.headers(), SIGNATURE));
        for (int i = 0; i < keys.size(); i++) {
            String expected = "v1=" + HexFormat.of().formatHex(mac(keys.get(i), text));
            for (String candidate : offered) {
                if (same(expected, candidate)) {
                    return new Verified(
                            events.read(delivery), label(trust.secrets().get(i), i));
                }
            }
        }
        return mismatch(delivery);
    }

    @Nullable
    Rejected broken(HttpHeaders headers, String name) {
        List<String> values = headers.allValues(name);
        if (values.isEmpty() || values.get(0).isBlank()) {
            return new Rejected(Reason.HEADER_MISSING, name + " is missing or empty");
        }
        return values.size() == 1 ? null : new Rejected(Reason.HEADER_REPEATED, name + " came more than once");
    }

    String value(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("");
    }

    @Nullable
    Rejected stale(RawDelivery delivery, TrustPolicy trust) {
        String seconds = value(delivery.headers(), TIMESTAMP);
        if (!seconds.matches("[0-9]{1,15}")) {
            return new Rejected(Reason.HEADER_MALFORMED, TIMESTAMP + " is no count of seconds");
        }
        return outside(now(delivery).getEpochSecond() - Long.parseLong(seconds), trust.tolerance());
    }

    Instant now(RawDelivery delivery) {
        return delivery.receivedAt();
    }

    @Nullable
    Rejected outside(long age, Duration tolerance) {
        if (age > tolerance.toSeconds()) {
            return new Rejected(Reason.TIMESTAMP_TOO_OLD, "signed " + age + " s ago");
        }
        return age < -tolerance.toSeconds()
                ? new Rejected(Reason.TIMESTAMP_IN_FUTURE, "signed " + -age + " s ahead")
                : null;
    }

    @Nullable
    Rejected unknownCaller(HttpHeaders headers, TrustPolicy trust) {
        Secret bearer = trust.bearer();
        return bearer == null ? null : BearerToken.of(bearer).broken(headers);
    }

    byte[] signedText(String timestamp, Payload body) {
        byte[] before = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] after = body.toByteArray();
        byte[] text = new byte[before.length + after.length];
        System.arraycopy(before, 0, text, 0, before.length);
        System.arraycopy(after, 0, text, before.length, after.length);
        return text;
    }

    byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    List<String> candidates(String list) {
        return List.of(list.split(",", 32));
    }

    boolean same(String expected, String candidate) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    String label(Secret secret, int place) {
        return secret.label().orElse("#" + (place + 1));
    }

    Rejected mismatch(RawDelivery delivery) {
        return new Rejected(Reason.SIGNATURE_MISMATCH, "no secret made any of the signatures");
    }
}
