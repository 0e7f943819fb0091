package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainableInboxTest {
    private static final Instant NOW = Session.NOW;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final DrainableInbox inbox = new DrainableInbox(InMemoryInbox.create(), () -> NOW);

    private void append() {
        var event =
                new WebhookEvent(ProviderId.of("nexio"), "n", "evt_1", "run.completed", null, null, Payload.utf8("{}"));
        inbox.append(new IncomingEvent(event, Trust.SIGNED, NOW));
    }

    private Lease claim() {
        return inbox.claim(1, NOW, LONG).get(0);
    }

    private CompletableFuture<Boolean> idle() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.awaitIdle(LONG);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        });
    }

    @Test
    void isIdleWhenNothingCame() throws InterruptedException {
        assertThat(inbox.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void isNotIdleWhileSomethingWaits() throws InterruptedException {
        append();

        assertThat(inbox.awaitIdle(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void isNotIdleWhileSomethingIsHandled() throws InterruptedException {
        append();
        claim();

        assertThat(inbox.awaitIdle(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void isIdleOnceEverythingIsSettled() throws Exception {
        append();
        Lease lease = claim();
        CompletableFuture<Boolean> idle = idle();

        inbox.settle(lease, new Settlement.Done());

        assertThat(idle.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doesNotWaitForWhatFallsDueTooLate() throws InterruptedException {
        append();
        inbox.settle(claim(), new Settlement.Retry(NOW.plus(LONG), "later"));

        assertThat(inbox.awaitIdle(LONG)).isTrue();
        assertThat(inbox.awaitIdle(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void waitsForWhatFallsDueInTime() throws InterruptedException {
        append();
        inbox.settle(claim(), new Settlement.Retry(NOW.plusMillis(1), "soon"));

        assertThat(inbox.awaitIdle(Duration.ofMillis(20))).isFalse();
    }
}
