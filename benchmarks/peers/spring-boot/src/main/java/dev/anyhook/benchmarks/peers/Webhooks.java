package dev.anyhook.benchmarks.peers;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Verifies with the official library, keeps, answers. */
@RestController
class Webhooks {
    private static final Map<String, String> ACCEPTED = Map.of("status", "accepted");
    private static final Map<String, String> DUPLICATE = Map.of("status", "duplicate");
    private static final Map<String, String> REFUSED = Map.of("status", "refused");

    private final Webhook webhook;
    private final Store store;

    Webhooks(@Value("${peer.secret}") String secret, Store store) throws EmptyWebhookSecretException {
        this.webhook = new Webhook(secret);
        this.store = store;
    }

    @PostMapping("/webhooks/diffio")
    ResponseEntity<Map<String, String>> receive(
            @RequestHeader("svix-id") String id,
            @RequestHeader("svix-timestamp") String timestamp,
            @RequestHeader("svix-signature") String signature,
            @RequestBody String body) {
        var headers = HttpHeaders.of(
                Map.of(
                        "svix-id", List.of(id),
                        "svix-timestamp", List.of(timestamp),
                        "svix-signature", List.of(signature)),
                (name, value) -> true);
        try {
            webhook.verify(body, headers);
        } catch (WebhookVerificationException forged) {
            return ResponseEntity.status(401).body(REFUSED);
        }
        return ResponseEntity.ok(store.keep(id, body) ? ACCEPTED : DUPLICATE);
    }
}
