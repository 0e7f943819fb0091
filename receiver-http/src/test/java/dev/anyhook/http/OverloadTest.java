package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.receiver.Inbox.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class OverloadTest {
    private static final String UNAVAILABLE = "503 {\"status\":\"unavailable\"}";

    private final ReluctantInbox inbox = new ReluctantInbox();

    @Test
    void asksToTryAgainAndRecovers() throws Exception {
        try (Rig rig = Rig.start(inbox, Rig.limits(limits -> limits.withMaxRequests(2)));
                Wire first = rig.wire();
                Wire second = rig.wire();
                Wire third = rig.wire();
                Wire again = rig.wire()) {
            first.send(Requests.signed("first"));
            CompletableFuture<Outcome> firstAppend = inbox.nextAppend();
            second.send(Requests.signed("second"));
            CompletableFuture<Outcome> secondAppend = inbox.nextAppend();

            Reply refused = third.send(Requests.signed("third")).read();
            assertThat(refused.essence()).isEqualTo(UNAVAILABLE);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(rig.ask(Requests.post("/webhooks/nobody", "x")).status())
                    .as("nobody learns from an overload which endpoints there are")
                    .isEqualTo(503);
            assertThat(rig.ask(Requests.plain("GET", "/healthz")).status()).isEqualTo(200);

            firstAppend.complete(Outcome.STORED);
            assertThat(first.read().essence()).isEqualTo(Requests.OK);
            again.send(Requests.signed("third"));
            inbox.nextAppend().complete(Outcome.STORED);
            assertThat(again.read().essence()).isEqualTo(Requests.OK);
            secondAppend.complete(Outcome.DUPLICATE);
            assertThat(second.read().essence()).isEqualTo("200 {\"status\":\"duplicate\"}");
        }
    }

    @Test
    void boundsTheBytesOfAllBodies() throws Exception {
        try (Rig rig = Rig.start(
                        inbox, Rig.limits(limits -> limits.withMaxBody(1_000).withMaxBuffered(1_000)));
                Wire first = rig.wire();
                Wire second = rig.wire()) {
            first.send(Requests.signed("a".repeat(800)));
            CompletableFuture<Outcome> append = inbox.nextAppend();

            Reply refused = rig.ask(Requests.signed("b".repeat(300)));
            assertThat(refused.essence()).isEqualTo(UNAVAILABLE);
            assertThat(refused.header("Retry-After")).isEqualTo("5");

            append.complete(Outcome.STORED);
            assertThat(first.read().essence()).isEqualTo(Requests.OK);
            second.send(Requests.signed("b".repeat(300)));
            inbox.nextAppend().complete(Outcome.STORED);
            assertThat(second.read().essence()).isEqualTo(Requests.OK);
        }
    }

    /** One that comes while another delivery is being read may be turned away: as many come as it takes. */
    @Test
    void keepsSmallBodiesThoughLargeOnesThatNeverEndFillTheRoom() throws Exception {
        String large = "POST /webhooks/signed HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(765);
        try (Rig rig = Rig.start(Rig.limits(
                limits -> limits.withMaxConnections(100).withMaxBody(1_000).withMaxBuffered(3_000)))) {
            int status = 200;
            for (int i = 0; status == 200 && i < 50; i++) {
                rig.wire().send(large);
                status = rig.ask(Requests.signed(i + "l".repeat(300))).status();
            }
            assertThat(status).as("for a larger one there is no room").isEqualTo(503);

            assertThat(rig.ask(Requests.signed("s".repeat(15))).essence()).isEqualTo(Requests.OK);
        }
    }

    /** Sixty bytes and then silence must not cost anyone else a delivery. */
    @Test
    void givesNoPlaceToWhoeverDawdles() throws Exception {
        try (Rig rig = Rig.start(inbox, Rig.limits(limits -> limits.withMaxRequests(1)));
                Wire one = rig.wire();
                Wire two = rig.wire();
                Wire prompt = rig.wire()) {
            String half = "POST /webhooks/signed HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nhalf";
            one.send(half);
            two.send(half);
            assertThat(rig.ask(Requests.plain("GET", "/healthz")).status()).isEqualTo(200);

            prompt.send(Requests.signed("whole"));
            inbox.nextAppend().complete(Outcome.STORED);

            assertThat(prompt.read().essence()).isEqualTo(Requests.OK);
        }
    }

    @Test
    void doesNotWaitForAnInboxForEver() throws Exception {
        try (Rig rig = Rig.start(inbox, Rig.timeouts(limits -> limits.withKeep(Duration.ofMillis(200))));
                Wire wire = rig.wire()) {
            Reply late = wire.send(Requests.signed("never kept")).read();
            CompletableFuture<Outcome> append = inbox.nextAppend();
            assertThat(late.essence()).isEqualTo(UNAVAILABLE);
            assertThat(late.header("Retry-After")).isEqualTo("5");

            append.complete(Outcome.STORED);

            assertThat(late.closes()).isTrue();
            assertThat(rig.ask(Requests.post("/webhooks/signed", "unsigned")).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void survivesAClientThatDoesNotWait() throws Exception {
        try (Rig rig = Rig.start(inbox, Rig.limits(limits -> limits.withMaxRequests(1)))) {
            CompletableFuture<Outcome> append;
            try (Wire impatient = rig.wire()) {
                impatient.send(Requests.signed("gone"));
                append = inbox.nextAppend();
            }
            append.complete(Outcome.STORED);

            int status = 503;
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (status == 503 && System.nanoTime() < end) {
                status = rig.ask(Requests.post("/webhooks/signed", "unsigned")).status();
            }
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void answersOnTheLoopWhateverThreadKeeps() throws Exception {
        try (Rig rig = Rig.start(inbox, options -> options);
                Wire wire = rig.wire()) {
            for (int i = 0; i < 50; i++) {
                wire.send(Requests.signed("event " + i));
                CompletableFuture<Outcome> append = inbox.nextAppend();
                var keeper = new Thread(() -> append.complete(Outcome.STORED));
                keeper.start();
                assertThat(wire.read().essence()).isEqualTo(Requests.OK);
                keeper.join();
            }
        }
    }
}
