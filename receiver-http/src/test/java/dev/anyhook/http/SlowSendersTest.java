package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.anyhook.receiver.Inbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SlowSendersTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String HEAD = "POST /webhooks/signed HTTP/1.1\r\nHost: here\r\n";

    @Test
    void getNoMoreThanTheIdleTimeForTheirHeaders() throws IOException {
        try (Rig rig = Rig.start(Rig.timeouts(limits -> limits.withIdle(SHORT)));
                Wire wire = rig.wire()) {
            wire.send(HEAD);

            assertThat(wire.dripUntilClosed("X-Slow: 1\r\n")).isEmpty();
        }
    }

    @Test
    void getNoMoreThanTheIdleTimeForTheirNextHeadersEither() throws IOException {
        String quick = Requests.signed("quick");
        try (Rig rig = Rig.start(Rig.timeouts(limits -> limits.withIdle(SHORT)));
                Wire wire = rig.wire()) {
            wire.send(quick + HEAD);

            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            assertThat(wire.dripUntilClosed("X-Slow: 1\r\n")).isEmpty();
        }
    }

    @Test
    void areToldThatTheirBodyTookTooLong() throws IOException {
        try (Rig rig = Rig.start(Rig.timeouts(limits -> limits.withBody(SHORT)));
                Wire wire = rig.wire()) {
            wire.send(HEAD + "Content-Length: 1000\r\n\r\n");
            String answer = wire.dripUntilClosed("x");

            assertThat(answer).startsWith("HTTP/1.1 408 ").endsWith("{\"status\":\"too slow\"}");
            assertThat(rig.vendor.seen).isEmpty();
        }
    }

    @Test
    void areToldThatTheirChunksTookTooLong() throws IOException {
        try (Rig rig = Rig.start(Rig.timeouts(limits -> limits.withBody(SHORT)));
                Wire wire = rig.wire()) {
            wire.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");

            assertThat(wire.dripUntilClosed("1\r\nx\r\n")).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void doNotKeepAConnectionByNeverSendingWhatNobodyWants() throws IOException {
        try (Rig rig = Rig.start(Rig.timeouts(limits -> limits.withIdle(SHORT)));
                Wire wire = rig.wire()) {
            wire.send("POST /webhooks/nobody HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n");

            assertThat(wire.dripUntilClosed("x")).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void areNotThoseWhoWaitForUs() throws Exception {
        var inbox = new ReluctantInbox();
        String later = Requests.signed("kept later");
        try (Rig rig = Rig.start(inbox, Rig.timeouts(limits -> limits.withIdle(SHORT)));
                Wire waiting = rig.wire()) {
            waiting.send(later);
            var append = inbox.nextAppend();
            try (Wire idle = rig.wire()) {
                assertThat(idle.readUntilClosed()).isEmpty();
            }
            append.complete(Outcome.STORED);

            assertThat(waiting.read().essence()).isEqualTo(Requests.OK);
        }
    }

    @Test
    void areClosedInThousandsWhenIdle() throws IOException {
        List<Wire> idle = new ArrayList<>();
        try (Rig rig = Rig.start(SlowSendersTest::manyAndImpatient)) {
            for (int i = 0; i < 2_000; i++) {
                idle.add(rig.wire());
            }
            for (Wire wire : idle) {
                assertThat(wire.readUntilClosed()).isEmpty();
            }

            assertThat(rig.ask(Requests.signed("after the crowd")).essence()).isEqualTo(Requests.OK);
        }
    }

    /** Whoever has brought something stays; of the others the kind makes room of which there are more. */
    @Test
    void makeRoomForThoseWhoBringSomething() throws IOException {
        List<Wire> silent = new ArrayList<>();
        List<Wire> begun = new ArrayList<>();
        List<Wire> genuine = new ArrayList<>();
        try (Rig rig = Rig.start(SlowSendersTest::oneLoopOfTen)) {
            for (int i = 0; i < 4; i++) {
                begun.add(rig.wire().send(HEAD + "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n"));
                assertThat(begun.get(i).readHead().status()).isEqualTo(100);
            }
            for (int i = 0; i < 6; i++) {
                silent.add(rig.wire().send(i % 2 == 0 ? "" : HEAD));
            }
            for (Wire leaving : List.of(
                    silent.get(0),
                    silent.get(1),
                    silent.get(2),
                    begun.get(0),
                    silent.get(3),
                    begun.get(1),
                    silent.get(4),
                    begun.get(2))) {
                Wire wire = rig.wire();
                genuine.add(wire);
                assertThat(wire.send(Requests.signed("delivery " + genuine.size()))
                                .read()
                                .essence())
                        .isEqualTo(Requests.OK);
                assertThat(leaving.readUntilClosed()).isEmpty();
            }
            for (Wire wire : genuine) {
                assertThat(wire.send(Requests.signed("again")).read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void canNotHoldAllPlacesOnOneLoopOfTwo() throws IOException {
        try (Rig rig = Rig.start(
                options -> options.withEventLoops(2).withLimits(options.limits().withMaxConnections(10)))) {
            for (int i = 0; i < 10; i++) {
                rig.wire();
                assertThat(rig.ask(Requests.plain("GET", "/healthz")).status()).isEqualTo(200);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(rig.ask(Requests.signed("delivery " + i)).essence()).isEqualTo(Requests.OK);
            }
        }
    }

    /** Closing waits for what was answered to be read, and so for ever: until nothing has moved for a while. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areGoneThoughTheyNeverReadTheirAnswers() throws IOException {
        try (Rig rig = Rig.start(Rig.timeouts(
                        limits -> limits.withIdle(SHORT).withBody(SHORT).withKeep(SHORT)));
                Wire wire = rig.wire()) {
            assertThatIOException().isThrownBy(() -> {
                for (int i = 0; ; i++) {
                    wire.send(Requests.signed("delivery " + i));
                }
            });
            assertThat(rig.ask(Requests.signed("after that")).essence()).isEqualTo(Requests.OK);
        }
    }

    private static HttpOptions manyAndImpatient(HttpOptions options) {
        return options.withTimeouts(options.timeouts().withIdle(Duration.ofSeconds(2)))
                .withLimits(options.limits().withMaxConnections(4_096));
    }

    private static HttpOptions oneLoopOfTen(HttpOptions options) {
        return options.withEventLoops(1).withLimits(options.limits().withMaxConnections(10));
    }
}
