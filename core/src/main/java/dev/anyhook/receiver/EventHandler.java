package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;

/**
 * Does what an application wants done about an event. All handlers that match an event are one unit: when one throws,
 * the unit runs again later, so each should be idempotent by {@link WebhookEvent#id()}.
 */
@FunctionalInterface
public interface EventHandler {
    /**
     * Does the work.
     *
     * @throws Exception to be called again later, with back-off, until the attempts are used up
     */
    void handle(WebhookEvent event, Handling handling) throws Exception;

    /** An {@link EventHandler} that needs nothing but the event. */
    @FunctionalInterface
    interface Simple {
        /**
         * Does the work.
         *
         * @throws Exception to be called again later, with back-off, until the attempts are used up
         */
        void handle(WebhookEvent event) throws Exception;
    }
}
