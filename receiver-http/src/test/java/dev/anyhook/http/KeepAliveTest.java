package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.receiver.Inbox.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeepAliveTest {
    @Test
    void answersPipelinedDeliveriesInTheirOrder() throws Exception {
        var requests = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            requests.append(Requests.signed("event " + i)).append(Requests.chunked("chunked " + i, 3, true));
        }
        try (Rig rig = Rig.start();
                Wire wire = rig.wire()) {
            wire.send(requests.toString());

            for (int i = 0; i < 100; i++) {
                assertThat(wire.read().body()).as("answer %d", i).contains("accepted");
                assertThat(wire.read().body()).as("its neighbour").contains("accepted");
            }
        }
    }

    /** Requests that queue up behind an answer cost memory, so only deliveries may queue up, and no recordings. */
    @Test
    void endsTheConnectionOfWhoeverBringsNothingNew() throws Exception {
        for (String nothing : List.of(
                Requests.plain("GET", "/healthz"),
                Requests.post("/webhooks/nobody", "body"),
                Requests.post("/webhooks/signed", "forged"),
                Requests.post("/webhooks/signed", "coded", "Content-Encoding: gzip"),
                Requests.plain("PUT", "/webhooks/signed"),
                Requests.signed("known"))) {
            try (Rig rig = Rig.start();
                    Wire wire = rig.wire()) {
                rig.ask(Requests.signed("known"));
                wire.send(nothing + Requests.signed("never looked at"));

                assertThat(wire.read().closes()).isTrue();
                assertThat(wire.readUntilClosed()).isEmpty();
                assertThat(rig.vendor.seen)
                        .noneMatch(delivery -> delivery.body().equals(Payload.utf8("never looked at")));
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
                append.complete(i == 2 ? Outcome.DUPLICATE : Outcome.STORED);
                assertThat(wire.read().body()).contains(i == 2 ? "duplicate" : "accepted");
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
    void answersNoGarbageBehindItsLastAnswer() throws Exception {
        try (Rig rig = Rig.start();
                Wire wire = rig.wire()) {
            wire.send(Requests.post("/webhooks/signed", "forged") + "GET / HTTP/1.1\r\nNo colon\r\n\r\n");

            assertThat(wire.readUntilClosed().split("HTTP/1.1", -1)).hasSize(2);
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
