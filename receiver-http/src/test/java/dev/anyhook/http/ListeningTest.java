package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListeningTest {
    @Test
    void tellsTheFreePortItFound() throws IOException {
        try (Rig rig = Rig.start()) {
            assertThat(rig.http.uri()).hasToString("http://127.0.0.1:" + rig.http.port());
            assertThat(rig.ask(Requests.signed("hello")).essence()).isEqualTo(Requests.OK);
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        try (Rig rig = Rig.start()) {
            int taken = rig.http.port();

            assertThatThrownBy(() -> HttpReceiver.start(rig.receiver, taken))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken);
        }
    }

    @Test
    void saysWhichHostIsUnknown() {
        try (Rig rig = Rig.start()) {
            HttpOptions options = HttpOptions.defaults().withHost("no.such.host.invalid");

            assertThatThrownBy(() -> HttpReceiver.start(rig.receiver, options))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("no.such.host.invalid");
        }
    }

    @Test
    void freesItsPort() throws IOException {
        try (Rig first = Rig.start()) {
            int port = first.http.port();
            first.http.close();

            try (Rig second = Rig.start(options -> options.withPort(port))) {
                assertThat(second.http.port()).isEqualTo(port);
                assertThat(second.ask(Requests.signed("again")).essence()).isEqualTo(Requests.OK);
            }
        }
    }

    @Test
    void servesOnEveryLoop() throws IOException {
        List<Wire> wires = new ArrayList<>();
        try (Rig rig = Rig.start(options -> options.withEventLoops(3))) {
            for (int i = 0; i < 12; i++) {
                wires.add(rig.wire());
            }
            for (Wire wire : wires) {
                assertThat(wire.send(Requests.plain("GET", "/readyz")).read().status())
                        .isEqualTo(200);
            }
        }
    }
}
