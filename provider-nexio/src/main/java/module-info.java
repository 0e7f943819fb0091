/** Nexio: timestamped HMAC, optional bearer, secrets shown once. */
module dev.anyhook.nexio {
    requires transitive dev.anyhook.core;
    requires com.fasterxml.jackson.databind;

    exports dev.anyhook.nexio;

    provides dev.anyhook.spi.WebhookProvider with
            dev.anyhook.nexio.NexioWebhooks;
}
