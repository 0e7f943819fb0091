package dev.anyhook.testkit.flawed;

import dev.anyhook.spi.WebhookProvider;

/**
 * A provider that breaks the contract in one way.
 *
 * @param breaks the number of the rule that sees it
 * @param does what it does, as a sentence without a subject
 * @param provider the provider
 */
public record Flaw(String breaks, String does, WebhookProvider provider) {
    static Flaw of(String breaks, String does, AcmeSignature signature) {
        return new Flaw(breaks, does, new AcmeWebhooks(signature));
    }

    static Flaw of(String breaks, String does, AcmeEvents events) {
        return new Flaw(breaks, does, new AcmeWebhooks(events));
    }

    static Flaw of(String breaks, String does, AcmeApi api) {
        return new Flaw(breaks, does, new AcmeWebhooks(api));
    }

    @Override
    public String toString() {
        return breaks + ": " + does;
    }
}
