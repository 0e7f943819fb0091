package dev.anyhook.simulators;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The {@code svix-*} headers as the official library signs them, one {@code v1} item for each valid secret. */
record SvixSigning(Secrets secrets) implements Signing {
    static final String SECRET_PREFIX = "whsec_";

    private static final int KEY_BYTES = 24;

    /** A fresh secret in the form that the portal shows. */
    static String freshSecret() {
        return SECRET_PREFIX + RandomText.base64(KEY_BYTES);
    }

    static String freshMessageId() {
        return "msg_" + RandomText.alphanumeric(27);
    }

    @Override
    public Map<String, String> headers(String deliveryId, byte[] body, Instant dated, Instant now) {
        return headers(deliveryId, body, dated, secrets.validAt(now));
    }

    static Map<String, String> headers(String messageId, byte[] body, Instant at, List<String> secrets) {
        long seconds = at.getEpochSecond();
        String text = new String(body, StandardCharsets.UTF_8);
        List<String> signatures = secrets.stream()
                .map(secret -> sign(secret, messageId, seconds, text))
                .toList();
        return Map.of(
                "content-type",
                "application/json",
                "user-agent",
                "Svix-Webhooks/1.0",
                "svix-id",
                messageId,
                "svix-timestamp",
                Long.toString(seconds),
                "svix-signature",
                String.join(" ", signatures));
    }

    private static String sign(String secret, String messageId, long seconds, String body) {
        try {
            return new Webhook(secret).sign(messageId, seconds, body);
        } catch (EmptyWebhookSecretException | WebhookSigningException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret is no base64 key after an optional " + SECRET_PREFIX);
        }
    }
}
