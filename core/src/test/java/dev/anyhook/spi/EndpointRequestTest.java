package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.anyhook.Secret;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRequestTest {
    private static final URI URL = URI.create("https://h.example/hooks?a=b");

    @Test
    void beginsWithAUrlAndNothingMore() {
        assertThat(EndpointRequest.to(URL)).isEqualTo(new EndpointRequest(URL, Set.of(), null, null, null, null));
    }

    @Test
    void eachWordChangesOneThing() {
        Secret bearer = Secret.of("canary-bearer");
        Secret token = Secret.of("canary-token");
        SecretSink sink = (endpoint, secret) -> {};
        var types = new HashSet<>(Set.of("a"));

        EndpointRequest request = EndpointRequest.to(URL)
                .withEventTypes(types)
                .withDescription("note")
                .withBearer(bearer)
                .withUrlToken(token)
                .withSecretSink(sink);
        types.add("b");

        assertThat(request).isEqualTo(new EndpointRequest(URL, Set.of("a"), "note", bearer, token, sink));
        assertThat(request.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hooks",
                "https:///hooks",
                "mailto:x",
                "https://user:canary@h.example/",
                "https://h.example/#canary"
            })
    void refusesAUrlThatNobodyCanReachOrThatHoldsMore(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointRequest.to(url))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary"));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> EndpointRequest.to(null))
                .withMessage("url");
        assertThatNullPointerException()
                .isThrownBy(() -> EndpointRequest.to(URL).withEventTypes(null))
                .withMessage("eventTypes");
    }
}
