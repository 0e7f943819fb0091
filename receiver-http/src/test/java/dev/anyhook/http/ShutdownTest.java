package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.Inbox.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ShutdownTest {
    private final ReluctantInbox inbox = new ReluctantInbox();

    private static CompletableFuture<Void> closing(Rig rig) throws IOException {
        var closed = CompletableFuture.runAsync(rig.http::close);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (rig.ask(Requests.plain("GET", "/readyz")).status() == 200) {
            assertThat(System.nanoTime()).as("never began to close").isLessThan(end);
        }
        return closed;
    }

    @Test
    void finishesWhatIsInFlightAndTakesNothingMore() throws Exception {
        try (Rig rig = Rig.start(inbox, options -> options);
                Wire inFlight = rig.wire();
                Wire halfSent = rig.wire();
                Wire open = rig.wire()) {
            assertThat(rig.ask(Requests.plain("GET", "/readyz")).essence()).isEqualTo("200 {\"status\":\"ready\"}");
            open.send(Requests.signed("before"));
            inbox.nextAppend().complete(Outcome.STORED);
            assertThat(open.read().essence()).isEqualTo(Requests.OK);
            inFlight.send(Requests.signed("in flight"));
            CompletableFuture<Outcome> first = inbox.nextAppend();
            String slow = Requests.signed("still being sent", "Expect: 100-continue");
            halfSent.send(slow.substring(0, slow.length() - 10));
            assertThat(halfSent.readHead().status()).isEqualTo(100);

            CompletableFuture<Void> closed = closing(rig);
            Reply refused = open.send(Requests.signed("too late")).read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.closes()).isTrue();
            assertThat(open.readUntilClosed()).isEmpty();
            assertThat(closed).isNotDone();

            first.complete(Outcome.STORED);
            assertThat(inFlight.read().essence()).isEqualTo(Requests.OK);
            assertThat(inFlight.readUntilClosed()).isEmpty();
            assertThat(closed).isNotDone();
            halfSent.send(slow.substring(slow.length() - 10));
            inbox.nextAppend().complete(Outcome.STORED);
            assertThat(halfSent.read().essence()).isEqualTo(Requests.OK);

            closed.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(rig::wire).isInstanceOf(ConnectException.class);
            assertThat(inbox.isUntouched()).isTrue();
        }
    }

    @Test
    void waitsNoLongerThanTheGracePeriod() throws Exception {
        try (LogBook log = LogBook.open();
                Rig rig = Rig.start(inbox, Rig.timeouts(limits -> limits.withGrace(Duration.ofMillis(200))));
                Wire wire = rig.wire()) {
            wire.send(Requests.signed("never kept"));
            CompletableFuture<Outcome> append = inbox.nextAppend();

            rig.http.close();

            assertThat(wire.readUntilClosed()).isEmpty();
            append.complete(Outcome.STORED);
            assertThat(log.with("nobody is left to be answered")).hasSize(1);
        }
    }

    @Test
    @Timeout(60)
    void letsEverybodyWaitWhoAsksForIt() throws Exception {
        try (Rig rig = Rig.start(inbox, options -> options);
                Wire inFlight = rig.wire()) {
            inFlight.send(Requests.signed("in flight"));
            CompletableFuture<Outcome> append = inbox.nextAppend();
            CompletableFuture<Void> first = closing(rig);

            var second = new Thread(rig.http::close, "second-to-close");
            second.start();
            Spin.until(() -> second.getState() == Thread.State.WAITING || !second.isAlive());

            assertThat(second.isAlive()).as("comes back before all is closed").isTrue();
            append.complete(Outcome.STORED);
            first.get(20, TimeUnit.SECONDS);
            second.join(Duration.ofSeconds(20).toMillis());
            assertThat(second.isAlive()).isFalse();
        }
    }

    @Test
    void closesIdleConnectionsAndMayBeAskedTwice() throws Exception {
        try (Rig rig = Rig.start();
                Wire idle = rig.wire()) {
            idle.send(Requests.signed("before"));
            assertThat(idle.read().status()).isEqualTo(200);

            rig.http.close();
            rig.http.close();

            assertThat(idle.readUntilClosed()).isEmpty();
            assertThat(rig.receiver.isOpen()).as("the receiver is its owner's").isTrue();
        }
    }

    @Test
    void ofTheReceiverIsToldToVendorsAndProbes() throws Exception {
        try (Rig rig = Rig.start()) {
            rig.receiver.close();

            assertThat(rig.ask(Requests.plain("GET", "/readyz")).essence()).isEqualTo("503 {\"status\":\"closing\"}");
            assertThat(rig.ask(Requests.plain("GET", "/healthz")).essence()).isEqualTo("200 {\"status\":\"up\"}");
            Reply reply = rig.ask(Requests.signed("closed"));
            assertThat(reply.essence()).isEqualTo("503 {\"status\":\"unavailable\"}");
            assertThat(reply.header("Retry-After")).isEqualTo("5");
        }
    }
}
