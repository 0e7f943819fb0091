package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;

/**
 * Does what an application wants done about an event. All handlers that match an event are one unit, and run in the
 * order in which they were added: when one throws, those after it are not called, and later all of them run again, so
 * each should be idempotent by {@link WebhookEvent#endpoint()} and {@link WebhookEvent#id()} together. What must not
 * hold up the others catches what it throws.
 */
@FunctionalInterface
public interface EventHandler {
    /**
     * Does the work.
     *
     * @throws HandlingException to say when to be called again, or that there is no use in it
     * @throws Exception of any other kind, to be called again as the {@link RetryPolicy} says, until the attempts are
     *     used up
     */
    void handle(WebhookEvent event, Handling handling) throws Exception;

    /** An {@link EventHandler} that needs nothing but the event. */
    @FunctionalInterface
    interface Simple {
        /**
         * Does the work.
         *
         * @throws HandlingException to say when to be called again, or that there is no use in it
         * @throws Exception of any other kind, to be called again as the {@link RetryPolicy} says, until the attempts
         *     are used up
         */
        void handle(WebhookEvent event) throws Exception;
    }
}
