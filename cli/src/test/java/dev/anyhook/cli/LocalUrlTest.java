package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Secret;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.ServerConfig;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalUrlTest {
    private static final ServerConfig ANYWHERE = new ServerConfig("127.0.0.1", 8080, 1);

    private static EndpointConfig endpoint(String... tokens) {
        List<Secret> secrets = List.of(tokens).stream().map(Secret::of).toList();
        return new EndpointConfig("e", WebhookProviders.load("sivi"), false, null, secrets, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8080/webhooks/e",
        "0.0.0.0, http://127.0.0.1:8080/webhooks/e",
        "::, http://127.0.0.1:8080/webhooks/e",
        "::1, http://[::1]:8080/webhooks/e",
        "localhost, http://localhost:8080/webhooks/e"
    })
    void comesFromTheConfiguredServer(String host, URI url) {
        assertThat(LocalUrl.of(endpoint(), new ServerConfig(host, 8080, 1), null))
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9, http://localhost:9/webhooks/e/t1",
        "http://localhost:9/, http://localhost:9/webhooks/e/t1",
        "http://127.0.0.1:9/own/path, http://127.0.0.1:9/own/path"
    })
    void completesWhatWasAskedFor(URI asked, URI url) {
        assertThat(LocalUrl.of(endpoint("t1", "t2"), ANYWHERE, asked)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://10.0.0.1",
                "https://localhost.example.com/",
                "http://127.0.0.1.example.com",
                "http://user@example.com",
                "ftp://127.0.0.1",
                "localhost:8080",
                "/webhooks/e"
            })
    void leavesThisMachineForNobody(String asked) {
        assertThatThrownBy(() -> LocalUrl.of(endpoint(), ANYWHERE, URI.create(asked)))
                .isInstanceOf(WrongUseException.class)
                .hasMessageStartingWith("samples are sent to this machine only");
    }

    @Test
    void doesNotKnowAPortThatIsYetToBePicked() {
        assertThatThrownBy(() -> LocalUrl.of(endpoint(), new ServerConfig("127.0.0.1", 0, 1), null))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("--to");
    }

    @Test
    void isShownWithoutItsToken() {
        EndpointConfig endpoint = endpoint("t0ken");

        assertThat(LocalUrl.shown(LocalUrl.of(endpoint, ANYWHERE, null), endpoint))
                .isEqualTo("http://127.0.0.1:8080/webhooks/e/[url-token]");
    }
}
