package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.receiver.Inbox.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeepAliveTest {
    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        var requests = new StringBuilder();
        var expected = new ArrayList<Integer>();
        for (int i = 0; i < 100; i++) {
            requests.append(Requests.signed("event " + i))
                    .append(Requests.plain("GET", "/healthz"))
                    .append(Requests.chunked("chunked " + i, 3, true))
                    .append(Requests.post("/webhooks/nobody", "x".repeat(i)))
                    .append(Requests.post("/webhooks/signed", "forged " + i))
                    .append(Requests.post("/webhooks/signed", "coded", "Content-Encoding: gzip"))
                    .append(Requests.plain("PUT", "/webhooks/signed"));
            expected.addAll(List.of(200, 200, 200, 404, 401, 415, 405));
        }
        try (Rig rig = Rig.start();
                Wire wire = rig.wire()) {
            wire.send(requests.toString());

            for (int i = 0; i < expected.size(); i++) {
                assertThat(wire.read().status()).as("answer %d", i).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void startsNoRequestBeforeTheOneAheadIsAnswered() throws Exception {
        var inbox = new ReluctantInbox();
        try (Rig rig = Rig.start(inbox, options -> options);
                Wire wire = rig.wire()) {
            wire.send(Requests.signed("one") + Requests.signed("two") + Requests.signed("three"));
            for (int i = 0; i < 3; i++) {
                var append = inbox.nextAppend();
                assertThat(inbox.isUntouched()).isTrue();
                append.complete(i == 1 ? Outcome.DUPLICATE : Outcome.STORED);
                assertThat(wire.read().body()).contains(i == 1 ? "duplicate" : "accepted");
            }
        }
    }

    @Test
    void endsWithAnAnswerThatSaysSo() throws Exception {
        try (Rig rig = Rig.start();
                Wire wire = rig.wire()) {
            wire.send(Requests.signed("last", "Connection: close") + Requests.signed("ignored"));

            Reply reply = wire.read();
            assertThat(reply.essence()).isEqualTo(Requests.OK);
            assertThat(reply.closes()).isTrue();
            assertThat(wire.readUntilClosed()).isEmpty();
            assertThat(rig.vendor.seen).hasSize(1);
        }
    }

    @Test
    void answersNothingAfterItsLastAnswer() throws Exception {
        try (Rig rig = Rig.start(options -> options.withMaxBody(10));
                Wire wire = rig.wire()) {
            wire.send(Requests.signed("longer than ten") + Requests.signed("short"));

            assertThat(wire.read().status()).isEqualTo(413);
            assertThat(wire.readUntilClosed()).isEmpty();
            assertThat(rig.vendor.seen).isEmpty();
        }
    }

    @Test
    void speaksTheOldVersionToOldClients() throws Exception {
        String old = Requests.signed("old").replace("HTTP/1.1", "HTTP/1.0");
        try (Rig rig = Rig.start();
                Wire wire = rig.wire()) {
            assertThat(wire.send(old).readUntilClosed()).startsWith("HTTP/1.0 200 OK\r\n");
        }
    }

    @Test
    void neitherUpgradesNorSwitchesProtocols() throws Exception {
        try (Rig rig = Rig.start();
                Wire wire = rig.wire()) {
            wire.send(Requests.signed(
                    "h2c", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"));
            wire.send(Requests.plain(
                    "GET",
                    "/webhooks/signed",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));

            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            assertThat(wire.read().status()).isEqualTo(405);
        }
    }
}
