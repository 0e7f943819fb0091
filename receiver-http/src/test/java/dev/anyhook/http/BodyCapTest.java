package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BodyCapTest {
    private static final int CAP = 20_000;
    private static final String TOO_LARGE = "413 {\"status\":\"too large\"}";

    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start(options -> options.withMaxBody(CAP));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void takesABodyOfExactlyTheCapEitherWay() throws IOException {
        assertThat(rig.ask(Requests.signed("a".repeat(CAP))).essence()).isEqualTo(Requests.OK);
        assertThat(rig.ask(Requests.chunked("b".repeat(CAP), 777, true)).essence())
                .isEqualTo(Requests.OK);
    }

    @Test
    void answersADeclaredLengthBeyondTheCapAtOnce() throws IOException {
        try (Wire wire = rig.wire()) {
            Reply reply = wire.send("POST /webhooks/signed HTTP/1.1\r\nHost: here\r\nContent-Length: 20001\r\n\r\n")
                    .read();

            assertThat(reply.essence()).isEqualTo(TOO_LARGE);
            assertThat(reply.closes()).isTrue();
        }
    }

    @Test
    void answersAnAbsurdLengthAtOnce() throws IOException {
        Reply reply =
                rig.ask("POST /webhooks/signed HTTP/1.1\r\nHost: here\r\nContent-Length: 9223372036854775807\r\n\r\n");

        assertThat(reply.essence()).isEqualTo(TOO_LARGE);
    }

    @Test
    void cutsAChunkedBodyOffAtTheCap() throws IOException {
        try (Wire wire = rig.wire()) {
            Reply reply = wire.send(Requests.chunked("c".repeat(CAP + 1), 1_000, false))
                    .read();

            assertThat(reply.essence()).isEqualTo(TOO_LARGE);
            assertThat(reply.closes()).isTrue();
            assertThat(wire.readUntilClosed()).isEmpty();
        }
        assertThat(rig.vendor.seen).isEmpty();
    }

    @Test
    void stopsReadingSomebodyWhoNeverStopsSending() throws IOException {
        String flood = "2000\r\n" + "f".repeat(0x2000) + "\r\n";
        try (Wire wire = rig.wire()) {
            wire.send(Requests.chunked("c".repeat(CAP + 1), 1_000, false));

            assertThat(wire.dripUntilClosed(flood)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void takesWhatWasDeclaredAndNotWhatFollows() throws IOException {
        String genuine = Requests.signed("twelve bytes");
        try (Wire wire = rig.wire()) {
            wire.send(genuine + "and some more that nobody declared\r\n\r\n");

            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            assertThat(wire.readUntilClosed()).matches("(?s)|HTTP/1.. 400 .*");
        }
    }

    @Test
    void answersAClientThatSendsItAllBeforeItReads() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(rig.http.uri().resolve("/webhooks/signed"))
                .POST(BodyPublishers.ofByteArray(new byte[5_000_000]))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void asksForABodyThatIsWelcome() throws IOException {
        String body = "sent when asked for";
        try (Wire wire = rig.wire()) {
            wire.send("POST /webhooks/signed HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n" + SigningVendor.HEADER + ": " + SigningVendor.signature(body)
                    + "\r\n\r\n");

            assertThat(wire.readHead().status()).isEqualTo(100);
            assertThat(wire.send(body).read().essence()).isEqualTo(Requests.OK);
        }
    }

    @Test
    void doesNotAskForABodyThatIsNot() throws IOException {
        try (Wire wire = rig.wire()) {
            Reply reply = wire.send("POST /webhooks/signed HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 20001\r\n\r\n")
                    .read();

            assertThat(reply.essence()).isEqualTo(TOO_LARGE);
        }
    }

    /** HTTP/1.0 knows neither this question nor its answer, and need not say whom it is for. */
    @Test
    void asksNobodyWhoDoesNotUnderstand() throws IOException {
        String genuine = Requests.signed("sent without being asked", "Expect: 100-continue");
        try (Wire wire = rig.wire()) {
            wire.send(genuine.replace("HTTP/1.1\r\nHost: here", "HTTP/1.0"));

            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
        }
    }
}
