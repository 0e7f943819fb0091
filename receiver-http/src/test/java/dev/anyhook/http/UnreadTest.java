package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.Inbox.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What neither side has read. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnreadTest {
    private long lastSent;

    /**
     * It would be decoded, and held until the delivery before it is answered: many times as much as it is on the wire.
     */
    @Test
    void staysBehindADeliveryThatIsBeingKept() throws Exception {
        var inbox = new ReluctantInbox();
        try (Rig rig = Rig.start(inbox, options -> options);
                Wire wire = rig.wire()) {
            wire.send(Requests.signed("first"));
            var first = inbox.nextAppend();
            wire.send(Requests.signed("second"));
            Spin.until(() -> rig.http.heldBack() == 1);

            first.complete(Outcome.STORED);
            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            inbox.nextAppend().complete(Outcome.STORED);
            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            assertThat(rig.http.heldBack()).isZero();
        }
    }

    /** Vert.x would wait for the peer, and serve him until then. */
    @Test
    void answersAreNotWaitedForOnceTheConnectionIsToEnd() throws Exception {
        Inbox inbox = InMemoryInbox.withCapacity(1_000_000, 1_000_000);
        try (Rig rig = Rig.start(inbox, Rig.timeouts(limits -> limits.withIdle(Duration.ofSeconds(1))));
                Wire deaf = Wire.narrow(rig.http)) {
            assertThatThrownBy(() -> sendForEver(deaf)).isInstanceOf(IOException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - lastSent))
                    .as("how long nobody had read anything")
                    .isGreaterThan(Connection.LINGER);
        }
    }

    private void sendForEver(Wire wire) throws IOException {
        for (int i = 0; ; i++) {
            lastSent = System.nanoTime();
            wire.send(Requests.signed("event " + i));
        }
    }
}
