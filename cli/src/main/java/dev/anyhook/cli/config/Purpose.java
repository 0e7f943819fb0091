package dev.anyhook.cli.config;

import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a file is read for. Each command reads the parts that it needs, so that a vendor can be configured before the
 * secret exists that it will sign with.
 */
public enum Purpose {
    /** Everything, for all endpoints. */
    SERVE,
    /** One endpoint: its account and the tokens that go into a registration; no secrets. */
    CONFIGURE,
    /** One endpoint: its account alone. */
    TEST,
    /** One endpoint: what it takes to believe a delivery; no account. */
    VERIFY,
    /** The same, and where the server listens. */
    SEND;

    /** Whoever sends no samples is not called to ask for one. */
    boolean needsAccount(@Nullable WebhookProvider provider) {
        boolean callsForSample = provider == null || provider.capabilities().contains(Capability.TEST_EVENT);
        return this == CONFIGURE || (this == TEST && callsForSample);
    }

    boolean readsAccount() {
        return this == CONFIGURE || this == TEST || this == SERVE;
    }

    boolean readsTokens() {
        return this != TEST;
    }

    boolean readsSecrets() {
        return this == SERVE || this == VERIFY || this == SEND;
    }

    boolean readsServer() {
        return this == SERVE || this == SEND;
    }
}
