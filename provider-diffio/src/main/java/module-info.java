/** Diffio: Svix signatures, endpoints by API, secrets from the portal. */
module dev.anyhook.diffio {
    requires transitive dev.anyhook.core;
    requires com.fasterxml.jackson.databind;

    exports dev.anyhook.diffio;

    provides dev.anyhook.spi.WebhookProvider with
            dev.anyhook.diffio.DiffioWebhooks;
}
