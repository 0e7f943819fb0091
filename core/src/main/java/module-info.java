/** The words, the provider SPI, the signing schemes and the receiver. */
module dev.anyhook.core {
    requires transitive com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive java.net.http;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.anyhook;
    exports dev.anyhook.receiver;
    exports dev.anyhook.signing;
    exports dev.anyhook.spi;

    uses dev.anyhook.spi.WebhookProvider;
}
