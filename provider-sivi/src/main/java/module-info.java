/** Sivi's webhooks. */
module dev.anyhook.sivi {
    requires transitive dev.anyhook.core;

    exports dev.anyhook.sivi;

    provides dev.anyhook.spi.WebhookProvider with
            dev.anyhook.sivi.SiviWebhooks;
}
