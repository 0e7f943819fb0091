package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Nexio says of itself. */
final class NexioWebhooksTest {
    private final WebhookProvider nexio = WebhookProviders.load("nexio");

    @Test
    void isFoundByItsName() {
        assertThat(nexio).isInstanceOf(NexioWebhooks.class);
    }

    @Test
    void promisesAllButASample() {
        assertThat(nexio.capabilities()).isEqualTo(EnumSet.complementOf(EnumSet.of(Capability.TEST_EVENT)));
        assertThat(nexio.endpoints()).isPresent();
        assertThat(nexio.jobs()).isPresent();
    }

    @Test
    void namesItsEventsAndSettings() {
        assertThat(nexio.eventTypes()).isEqualTo(Set.of("run.completed", "run.failed"));
        assertThat(nexio.settings()).isEqualTo(Set.of("job-path"));
    }
}
