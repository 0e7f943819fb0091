package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotFoundTest {
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/tokened/wrong",
                "/webhooks/tokened",
                "/webhooks/tokened/",
                "/webhooks/tokened/" + Rig.TOKEN + "/",
                "/webhooks/tokened/" + Rig.TOKEN + "/x",
                "/webhooks/tokened/x/" + Rig.TOKEN,
                "/webhooks/tokened//" + Rig.TOKEN,
                "/webhooks/tokened?/" + Rig.TOKEN,
                "/webhooks/tokened/" + Rig.TOKEN + "%20",
                "/webhooks/tokened/%74oken-that-nobody-guesses",
                "/webhooks/signed/",
                "/webhooks/signed/extra",
                "/webhooks/signed/" + Rig.TOKEN,
                "/webhooks//signed",
                "/webhooks/SIGNED",
                "/webhooks/signe%64",
                "/webhooks/signed#fragment",
                "/webhooks/signed;v=1",
                "/webhooks/signed?a=|b",
                "/webhooks/%2e%2e",
                "/webhooks/..",
                "/webhooks/../webhooks/signed",
                "/webhooks/",
                "/webhooks",
                "/webhooks/nobody?\"<script>",
                "/webhooks/%zz",
                "/webhooks/[x]",
                "/",
                "//webhooks/signed",
                "//",
                "*",
                "webhooks/signed",
                "http://here/webhooks/signed",
                "http://here:99999999/webhooks/signed",
                "/healthz/",
                "/metrics"
            })
    void cannotBeToldFromAnUnknownEndpoint(String target) throws IOException {
        Reply unknown = rig.ask(genuine("/webhooks/nobody"));
        Reply reply = rig.ask(genuine(target));

        assertThat(unknown.essence()).isEqualTo("404 {\"status\":\"not found\"}");
        assertThat(reply).isEqualTo(unknown);
        assertThat(rig.vendor.seen).isEmpty();
    }

    private static String genuine(String target) {
        return Requests.post(target, "body", SigningVendor.HEADER + ": " + SigningVendor.signature("body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/nobody", "/webhooks/tokened/wrong", "/webhooks/signed/extra"})
    void isSaidBeforeTheBodyIsThere(String target) throws IOException {
        try (Wire wire = rig.wire()) {
            String head = "POST " + target + " HTTP/1.1\r\nHost: here\r\n";

            assertThat(wire.send(head + "Content-Length: 400\r\n\r\n").read().status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 999999999",
                "Content-Length: 10\r\nContent-Encoding: gzip",
                "Transfer-Encoding: chunked",
                "Content-Length: 10\r\nExpect: 100-continue"
            })
    void comesBeforeAnyComplaintAboutTheBody(String headers) throws IOException {
        String unknown = everything("/webhooks/nobody", headers);

        assertThat(unknown).startsWith("HTTP/1.1 404 ");
        assertThat(everything("/webhooks/tokened/wrong", headers)).isEqualTo(unknown);
        assertThat(everything("/webhooks/signed/extra", headers)).isEqualTo(unknown);
    }

    private String everything(String target, String headers) throws IOException {
        try (Wire wire = rig.wire()) {
            Reply reply = wire.send("POST " + target + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n\r\n")
                    .read();
            return reply.head() + reply.body();
        }
    }

    @Test
    void answersAVeryLongTargetWithoutReadingIt() throws IOException {
        try (Wire wire = rig.wire()) {
            String answer = wire.send("POST /webhooks/" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n")
                    .readUntilClosed();

            assertThat(answer).matches("(?s)|HTTP/1.. 400 .*");
        }
        assertThat(rig.ask(Requests.post("/webhooks/" + "x".repeat(3_000), "body"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void endsTheConnectionOfWhoeverBroughtNothing() throws IOException {
        try (Wire wire = rig.wire()) {
            wire.send(Requests.post("/webhooks/nobody", "the body that is not read"));

            assertThat(wire.read().closes()).isTrue();
            assertThat(wire.readUntilClosed()).isEmpty();
        }
    }
}
