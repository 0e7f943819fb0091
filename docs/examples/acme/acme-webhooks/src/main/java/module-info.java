/** Acme: transcripts; a body signed as a whole, and nothing else. */
module com.example.acme {
    requires transitive dev.anyhook.core;

    exports com.example.acme;

    provides dev.anyhook.spi.WebhookProvider with
            com.example.acme.AcmeWebhooks;
}
