package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProviders;
import org.junit.jupiter.api.Test;

class DiffioWebhooksTest {
    private final DiffioWebhooks diffio = new DiffioWebhooks();

    @Test
    void isFoundByItsId() {
        assertThat(WebhookProviders.load("diffio")).isInstanceOf(DiffioWebhooks.class);
        assertThat(diffio.id().value()).isEqualTo("diffio");
    }

    @Test
    void promisesWhatDiffioKeeps() {
        assertThat(diffio.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.SIGNED,
                        Capability.REPLAY_WINDOW,
                        Capability.VENDOR_EVENT_ID,
                        Capability.EVENT_FILTER,
                        Capability.MANY_ENDPOINTS,
                        Capability.TEST_EVENT,
                        Capability.RETRIES);
        assertThat(diffio.endpoints()).isEmpty();
        assertThat(diffio.jobs()).isPresent();
    }

    @Test
    void namesTheDocumentedEventsAndItsSettings() {
        assertThat(diffio.eventTypes())
                .containsExactlyInAnyOrder(
                        "generation.queued", "generation.processing", "generation.failed", "generation.completed");
        assertThat(diffio.settings()).containsExactlyInAnyOrder("mode", "api-key-id", "auth-header");
    }
}
