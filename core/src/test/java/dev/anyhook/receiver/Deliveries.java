package dev.anyhook.receiver;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries as the vendors of these tests make them, signed without any code of ours. */
final class Deliveries {
    static final Secret SECRET = Secret.of("whsec_canary-of-the-signing-secret");
    static final Secret TOKEN = Secret.of("canary-of-the-url-token");

    private Deliveries() {}

    static String body(String id, String type, String job, String state) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"job\":\"" + job + "\",\"state\":\"" + state + "\"}";
    }

    /** An event that tells of no job. */
    static RawDelivery signed(String endpoint, String id) {
        return signed(endpoint, SECRET, Payload.utf8("{\"id\":\"" + id + "\",\"type\":\"ping\"}"));
    }

    static RawDelivery signed(String endpoint, String id, String job, String state) {
        return signed(endpoint, SECRET, Payload.utf8(body(id, "job." + state, job, state)));
    }

    static RawDelivery signed(String endpoint, Secret secret, Payload body) {
        return signed(endpoint, secret.toByteArray(), body, MovableClock.START);
    }

    static RawDelivery signed(String endpoint, byte[] key, Payload body, Instant at) {
        String t = Long.toString(at.getEpochSecond());
        String header = "t=" + t + ",v1=" + hex(key, t + ".", body);
        return delivery(endpoint, "/webhooks/" + endpoint, Map.of(HmacVendor.HEADER, List.of(header)), body, at);
    }

    /** A claim that comes to the right URL. */
    static RawDelivery claim(String endpoint, String job, String state) {
        return to("/webhooks/" + endpoint + "/" + TOKEN.reveal(), endpoint, body("any", "told", job, state));
    }

    static RawDelivery to(String target, String endpoint, String body) {
        return delivery(endpoint, target, Map.of(), Payload.utf8(body), MovableClock.START);
    }

    private static RawDelivery delivery(
            String endpoint, String target, Map<String, List<String>> headers, Payload body, Instant at) {
        return new RawDelivery(endpoint, URI.create(target), HttpHeaders.of(headers, (name, value) -> true), body, at);
    }

    private static String hex(byte[] key, String prefix, Payload body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(prefix.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
