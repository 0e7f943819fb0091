package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GarbledRequestsTest {
    private static final String BODY = "body";
    private static final String SIGNED = "POST /webhooks/signed HTTP/1.1\r\nHost: here\r\n" + SigningVendor.HEADER
            + ": " + SigningVendor.signature(BODY) + "\r\n";
    private static final String CHUNKS = "4\r\nbody\r\n0\r\n\r\n";

    private static LogBook log;
    private static Rig rig;

    @BeforeAll
    static void start() {
        Duration soon = Duration.ofMillis(250);
        log = LogBook.open();
        rig = Rig.start(Rig.timeouts(limits -> limits.withBody(soon).withIdle(soon)));
    }

    @AfterAll
    static void stop() {
        rig.close();
        log.close();
        assertThat(log.errors()).isEmpty();
    }

    /** Each would be genuine if it were read in one way or another. */
    static List<String> garbled() {
        return List.of(
                SIGNED + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS,
                SIGNED + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS,
                SIGNED + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS,
                SIGNED + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS,
                SIGNED + "Transfer-Encoding: chunked, identity\r\n\r\n" + CHUNKS,
                SIGNED + "Transfer-Encoding: identity\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Transfer-Encoding: xchunked\r\n\r\n" + CHUNKS,
                SIGNED + "Transfer-Encoding : chunked\r\n\r\n" + CHUNKS,
                SIGNED.replace("HTTP/1.1", "HTTP/1.0") + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED.replace("HTTP/1.1", "HTTP/1.0") + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS,
                SIGNED.replace("HTTP/1.1", "HTTP/1.0") + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + CHUNKS,
                SIGNED + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody",
                SIGNED + "Content-Length: 4, 5\r\n\r\nbody",
                SIGNED + "Content-Length: +4\r\n\r\nbody",
                SIGNED + "Content-Length: -4\r\n\r\nbody",
                SIGNED + "Content-Length: 0x4\r\n\r\nbody",
                SIGNED + "Content-Length: 99999999999999999999\r\n\r\nbody",
                SIGNED + "Content-Length: 5\r\n\r\nbody",
                SIGNED + "Content-Length : 4\r\n\r\nbody",
                SIGNED + "Transfer-Encoding: chunked\r\n\r\n4\r\nbodyX\r\n0\r\n\r\n",
                SIGNED + "Transfer-Encoding: chunked\r\n\r\n-4\r\nbody\r\n0\r\n\r\n",
                SIGNED + "Transfer-Encoding: chunked\r\n\r\nfour\r\nbody\r\n0\r\n\r\n",
                SIGNED + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nbody\r\n0\r\n\r\n",
                SIGNED + "Transfer-Encoding: chunked\r\n\r\n80000000\r\nbody\r\n0\r\n\r\n",
                SIGNED + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n",
                SIGNED + "Host: there\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Host: here\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED.replace("Host: here\r\n", "") + "Content-Length: 4\r\n\r\nbody",
                SIGNED.replace("HTTP/1.1", "HTTP/1.0") + "Host: there\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "No colon here\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Nul: a\0b\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + ": nameless\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Bell\7: a\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Quo\"ted: a\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "B\u00e9: a\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "Big: " + "x".repeat(17_000) + "\r\nContent-Length: 4\r\n\r\nbody",
                SIGNED + "A: b\r\n".repeat(5_000) + "Content-Length: 4\r\n\r\nbody",
                SIGNED.replace("HTTP/1.1", "HTTP/2.0") + "Content-Length: 4\r\n\r\nbody",
                SIGNED.replace("HTTP/1.1", "HTTP/9.9") + "Content-Length: 4\r\n\r\nbody",
                SIGNED.replace(" HTTP/1.1", "") + "Content-Length: 4\r\n\r\nbody",
                SIGNED.replace("POST", "post") + "Content-Length: 4\r\n\r\nbody",
                SIGNED.replace("POST", "PO ST") + "Content-Length: 4\r\n\r\nbody",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
                "CONNECT here:443 HTTP/1.1\r\nHost: here:443\r\n\r\n",
                "\26\3\1\2\0\1\0\1\374\3\3",
                "\r\n\r\n\r\n\r\n",
                "\0\0\0\0\0\0\0\0");
    }

    @ParameterizedTest
    @MethodSource("garbled")
    void areNeverTakenAndTheConnectionEnds(String request) throws Exception {
        try (Wire wire = rig.wire()) {
            String answer = wire.send(request).readUntilClosed();

            assertThat(answer).matches("(?s)|HTTP/[0-9].[0-9] [45].*").doesNotContain("accepted", " 200 ");
        }
        assertServes();
    }

    /** Names of headers that end a body, one letter off each. */
    static List<String> resembling() {
        return Stream.of("Content-Length: 4\r\n\r\n" + BODY, "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS)
                .flatMap(ending -> IntStream.range(0, ending.indexOf(':'))
                        .filter(place -> ending.charAt(place) != '-')
                        .mapToObj(place -> ending.substring(0, place) + "x" + ending.substring(place + 1)))
                .toList();
    }

    /** Read as the name it resembles, it would end the request elsewhere than for the proxy that handed it on. */
    @ParameterizedTest
    @MethodSource("resembling")
    void doNotGetABodyFromANameThatOnlyResemblesThatOfItsLength(String ending) throws Exception {
        try (Wire wire = rig.wire()) {
            assertThat(wire.send(SIGNED + ending).readUntilClosed())
                    .as("the answer to a delivery without a body")
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    /** Whoever is held up between two steps is late on a connection as impatient as this one: he tries again. */
    private static void assertServes() throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                assertThat(rig.ask(Requests.plain("GET", "/healthz")).status()).isEqualTo(200);
                return;
            } catch (IOException late) {
                assertThat(tries).as("tries").isLessThan(20);
            }
        }
    }

    @Test
    void mayBeAnythingAtAll() throws Exception {
        var random = new Random(20_261_101);
        String genuine = Requests.signed("mutilated");
        for (int i = 0; i < 60; i++) {
            var mutilated = new StringBuilder(genuine);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                mutilated.setCharAt(random.nextInt("POST /webhooks/signed".length()), (char) random.nextInt(256));
            }
            try (Wire wire = rig.wire()) {
                assertThat(wire.send(mutilated.toString()).readUntilClosed())
                        .as("seed 20261101, request %d", i)
                        .satisfies(answer -> assertThat(answer.contains(" 200 ")
                                        && !mutilated.toString().equals(genuine))
                                .isFalse());
            }
        }
        assertServes();
    }
}
