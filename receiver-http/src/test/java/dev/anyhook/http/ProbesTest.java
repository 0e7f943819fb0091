package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProbesTest {
    @Test
    void tellThatItIsUpAndReady() throws IOException {
        try (Rig rig = Rig.start()) {
            assertThat(rig.ask(Requests.plain("GET", "/healthz")).essence()).isEqualTo("200 {\"status\":\"up\"}");
            assertThat(rig.ask(Requests.plain("GET", "/readyz?verbose")).essence())
                    .isEqualTo("200 {\"status\":\"ready\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "OPTIONS"})
    void areOnlyRead(String method) throws IOException {
        try (Rig rig = Rig.start()) {
            Reply reply = rig.ask(Requests.plain(method, "/healthz"));

            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
        }
    }
}
