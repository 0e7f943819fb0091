package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.receiver.Inbox.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that a stranger or a vendor sends may come up in a log or in an answer, at any level. */
final class SilenceTest {
    private static final String CANARY = "c4n4ry-f00d";

    @Test
    void keepsWhatWasSentToItself() throws Exception {
        var answers = new StringBuilder();
        List<String> requests = requests();
        try (LogBook log = LogBook.open()) {
            try (Rig rig = Rig.start(Rig.timeouts(
                    limits -> limits.withBody(Duration.ofMillis(200)).withIdle(Duration.ofMillis(200))))) {
                for (String request : requests) {
                    try (Wire wire = rig.wire()) {
                        answers.append(wire.send(request).readUntilClosed());
                    }
                }
            }

            assertThat(log.with("refused a delivery"))
                    .as("the log is written to")
                    .isNotEmpty();
            assertThat(log.everything()).doesNotContain(CANARY, Rig.TOKEN);
        }
        assertThat(answers.toString()).contains("401", "404", "408", "200").doesNotContain(CANARY, Rig.TOKEN);
    }

    private static List<String> requests() {
        return List.of(
                Requests.post("/webhooks/tokened/" + CANARY, CANARY),
                Requests.post("/webhooks/tokened/" + Rig.TOKEN, CANARY),
                Requests.post("/webhooks/tokened/" + Rig.TOKEN + "?a=|", CANARY),
                Requests.post("/webhooks/" + CANARY, CANARY, "Authorization: Bearer " + CANARY),
                Requests.post("/webhooks/signed", CANARY, "Authorization: Bearer " + CANARY),
                Requests.post("/webhooks/signed", CANARY, SigningVendor.HEADER + ": t=1,v1=" + CANARY),
                Requests.post("/webhooks/signed", CANARY, CANARY + ": " + CANARY, "Content-Encoding: " + CANARY),
                Requests.signed(CANARY, "Cookie: " + CANARY),
                "POST /webhooks/tokened/" + Rig.TOKEN + " HTTP/1.1\r\nHost: here\r\nContent-Length: 99\r\n\r\n"
                        + CANARY,
                "POST /webhooks/tokened/" + Rig.TOKEN + " HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + CANARY,
                "POST /webhooks/tokened/" + Rig.TOKEN + " HTTP/1.1\r\nHost: here\r\n" + CANARY + "\r\n\r\n" + CANARY,
                CANARY + " /webhooks/tokened/" + Rig.TOKEN + " HTTP/" + CANARY + "\r\n\r\n");
    }

    @Test
    void tellsOfABugWithoutItsWords() throws Exception {
        InstantSource broken = () -> {
            throw new IllegalStateException("no time for " + CANARY);
        };
        try (LogBook log = LogBook.open();
                Rig rig = Rig.start(options -> options.withClock(broken));
                Wire wire = rig.wire()) {
            Reply reply = wire.send(Requests.signed("at no time")).read();
            Reply next = rig.ask(Requests.plain("GET", "/healthz"));

            assertThat(reply.essence()).isEqualTo("503 {\"status\":\"unavailable\"}");
            assertThat(next.status()).isEqualTo(200);
            assertThat(log.errors()).hasSize(1);
            assertThat(log.everything())
                    .contains("java.lang.IllegalStateException at dev.anyhook.http.SilenceTest")
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void warnsOfOverloadOnceInAWhile() throws Exception {
        var inbox = new ReluctantInbox();
        try (LogBook log = LogBook.open();
                Rig rig = Rig.start(inbox, Rig.limits(limits -> limits.withMaxRequests(1)));
                Wire wire = rig.wire()) {
            wire.send(Requests.signed("the one"));
            var append = inbox.nextAppend();
            for (int i = 0; i < 10; i++) {
                assertThat(rig.ask(Requests.signed("one too many")).status()).isEqualTo(503);
            }
            append.complete(Outcome.STORED);

            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(log.with("overloaded")).hasSize(1);
        }
    }
}
