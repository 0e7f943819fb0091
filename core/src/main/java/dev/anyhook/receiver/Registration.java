package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.spi.LogText;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler and what it wants. */
record Registration(EventFilter filter, EventHandler handler) {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    /** Says what of {@code handlers} is hardly meant, though it may be: what no handler wants counts as handled. */
    static void review(List<Registration> handlers, Collection<Endpoint> endpoints) {
        if (handlers.isEmpty()) {
            LOG.warn("this receiver has no handlers: what comes is acknowledged, and counts as handled");
        }
        for (Registration registration : handlers) {
            String wanted = registration.filter().endpoint();
            if (wanted != null
                    && endpoints.stream().noneMatch(each -> each.name().equals(wanted))) {
                LOG.warn(
                        "a handler wants the events of endpoint {}, which this receiver does not have; others of its"
                                + " inbox may",
                        LogText.of(wanted));
            }
        }
        for (Endpoint endpoint : endpoints) {
            if (endpoint.trust().acceptsUnsigned()
                    && endpoint.jobs().isEmpty()
                    && handlers.stream().noneMatch(registration -> registration.mayTakeClaimsOf(endpoint))) {
                LOG.warn(
                        "endpoint {} takes claims that nothing here can confirm, and no handler takes mere claims: what"
                                + " comes counts as handled; give it an account with an API key, or let a"
                                + " handler trust claims",
                        endpoint.name());
            }
        }
    }

    private boolean mayTakeClaimsOf(Endpoint endpoint) {
        return filter.leastTrust() == Trust.CLAIMED
                && (filter.endpoint() == null || filter.endpoint().equals(endpoint.name()))
                && (filter.provider() == null
                        || filter.provider().equals(endpoint.provider().id()));
    }
}
