package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointChangeTest {
    private static final URI URL = URI.create("https://h.example/hooks");
    private static final Secret BEARER = Secret.of("canary-bearer");

    @Test
    void beginsWithNothing() {
        assertThat(EndpointChange.none()).isEqualTo(new EndpointChange(null, null, null, null, null, false, false));
    }

    @Test
    void eachWordChangesOneThing() {
        EndpointChange all = EndpointChange.none()
                .withUrl(URL)
                .withEventTypes(Set.of("a"))
                .withDescription("note")
                .withActive(false)
                .withBearer(BEARER);

        assertThat(all).isEqualTo(new EndpointChange(URL, Set.of("a"), "note", false, BEARER, false, false));
        assertThat(all.toString()).doesNotContain("canary");
        assertThat(all.withoutDescription().withoutBearer())
                .isEqualTo(new EndpointChange(URL, Set.of("a"), null, false, null, true, true));
    }

    @Test
    void theLastWordCounts() {
        assertThat(EndpointChange.none().withoutDescription().withDescription("note"))
                .isEqualTo(EndpointChange.none().withDescription("note"));
        assertThat(EndpointChange.none().withoutBearer().withBearer(BEARER))
                .isEqualTo(EndpointChange.none().withBearer(BEARER));
        assertThat(EndpointChange.none().withoutBearer().withoutDescription().withActive(true))
                .isEqualTo(new EndpointChange(null, null, null, true, null, true, true));
    }

    @Test
    void refusesToSetAndClearTheSameThing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointChange(null, null, "note", null, null, true, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointChange(null, null, null, null, BEARER, false, true));
    }

    @Test
    void refusesNoEventTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointChange.none().withEventTypes(Set.of()));
    }
}
