package dev.anyhook.receiver;

import dev.anyhook.VerificationResult.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells while a vendor still signs with an older secret, so that people see when it is out of use: once an hour for
 * each endpoint. Safe for any number of threads.
 */
final class OlderSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Instant> lastTold = new ConcurrentHashMap<>();

    OlderSecrets(InstantSource clock) {
        this.clock = clock;
    }

    void matched(Endpoint endpoint, Verified verified) {
        if (endpoint.olderSecrets().contains(verified.secretLabel()) && isDue(endpoint.name())) {
            LOG.info(
                    "endpoint {}: a delivery was signed with the secret {}, which is not the newest: the vendor"
                            + " still uses it",
                    endpoint.name(),
                    verified.secretLabel());
        }
    }

    private boolean isDue(String endpoint) {
        Instant now = clock.instant();
        Instant last = lastTold.putIfAbsent(endpoint, now);
        return last == null
                || (Duration.between(last, now).abs().compareTo(BETWEEN) >= 0 && lastTold.replace(endpoint, last, now));
    }
}
