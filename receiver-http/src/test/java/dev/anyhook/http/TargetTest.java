package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class TargetTest {
    @Test
    void isAnEndpointAndPerhapsAToken() {
        assertThat(Target.parse("/webhooks/a.b_c-d~1"))
                .isEqualTo(new Target("a.b_c-d~1", false, URI.create("/webhooks/a.b_c-d~1")));
        assertThat(Target.parse("/webhooks/a/token?x=y"))
                .isEqualTo(new Target("a", true, URI.create("/webhooks/a/token?x=y")));
    }

    @Test
    void neverPrintsItsToken() {
        assertThat(Target.parse("/webhooks/a/token")).hasToString("Target[endpoint=a]");
    }
}
