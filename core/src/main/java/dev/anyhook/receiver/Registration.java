package dev.anyhook.receiver;

import dev.anyhook.spi.LogText;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler and what it wants. */
record Registration(EventFilter filter, EventHandler handler) {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    /** Says what of {@code handlers} is hardly meant, though it may be: what no handler wants counts as handled. */
    static void review(List<Registration> handlers, Set<String> endpoints) {
        if (handlers.isEmpty()) {
            LOG.warn("this receiver has no handlers: what comes is acknowledged, and counts as handled");
        }
        for (Registration registration : handlers) {
            String wanted = registration.filter().endpoint();
            if (wanted != null && !endpoints.contains(wanted)) {
                LOG.warn(
                        "a handler wants the events of endpoint {}, which this receiver does not have; others of its inbox may",
                        LogText.of(wanted));
            }
        }
    }
}
