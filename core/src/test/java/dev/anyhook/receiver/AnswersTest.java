package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a vendor is told, and that nobody hears "accepted" before the inbox has the event. */
class AnswersTest {
    private final MovableClock clock = new MovableClock();

    @Test
    void acceptsWhatIsSignedAndCallsItsRepetitionADuplicate() {
        try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
            RawDelivery delivery = Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED");

            assertThat(answer(receiver, delivery)).isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(answer(receiver, delivery)).isEqualTo(Acknowledgement.DUPLICATE);
        }
    }

    @Test
    void acceptsAnEndThatIsToldAgainUnderAnotherId() {
        try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED"));

            assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_2", "j1", "SUCCEEDED")))
                    .isEqualTo(Acknowledgement.ACCEPTED);
        }
    }

    @Test
    void refusesWhatIsNotSignedWithTheSecretOfThatVeryEndpoint() {
        Secret other = Secret.of("the-secret-of-the-staging-system");
        try (var receiver = Receivers.signed(InMemoryInbox.create(), clock)
                .endpoint("acme-staging", new HmacVendor(), TrustPolicy.signedWith(other))
                .build()) {
            Payload body = Payload.utf8("{\"id\":\"evt_1\"}");

            assertThat(answer(receiver, Deliveries.signed(SIGNED, other, body))).isEqualTo(Acknowledgement.REFUSED);
            assertThat(answer(receiver, Deliveries.signed("acme-staging", Deliveries.SECRET, body)))
                    .isEqualTo(Acknowledgement.REFUSED);
            assertThat(answer(receiver, Deliveries.signed("acme-staging", other, body)))
                    .isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(answer(receiver, Deliveries.signed(SIGNED, Deliveries.SECRET, body)))
                    .as("one id at two endpoints is two events")
                    .isEqualTo(Acknowledgement.ACCEPTED);
        }
    }

    @Test
    void cannotTellAWrongTokenFromAnUnknownEndpoint() {
        try (var receiver = Receivers.confirming(InMemoryInbox.create(), clock, new ScriptedJobs().says("RUNNING"))
                .build()) {
            String body = Deliveries.body("any", "told", "j1", "SUCCEEDED");

            assertThat(answer(receiver, Deliveries.to("/webhooks/nobody", "nobody", body)))
                    .isEqualTo(Acknowledgement.NOT_FOUND);
            assertThat(answer(receiver, Deliveries.to("/webhooks/" + CLAIMED + "/guessed", CLAIMED, body)))
                    .isEqualTo(Acknowledgement.NOT_FOUND);
            assertThat(answer(receiver, Deliveries.to("/webhooks/" + CLAIMED, CLAIMED, body)))
                    .isEqualTo(Acknowledgement.NOT_FOUND);
            assertThat(answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED")))
                    .isEqualTo(Acknowledgement.ACCEPTED);
        }
    }

    @Test
    void asksForAnotherTryWhileTheInboxIsFullAndTakesItOnceThereIsRoom() throws Exception {
        var handled = new CountDownLatch(1);
        var inbox = new WatchedInbox(InMemoryInbox.withCapacity(1, 10));
        try (var receiver = Receivers.signed(inbox, clock)
                .on(EventFilter.any(), event -> handled.await())
                .build()) {
            RawDelivery second = Deliveries.signed(SIGNED, "evt_2");

            assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_1"))).isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(answer(receiver, second)).isEqualTo(Acknowledgement.UNAVAILABLE);
            assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_1")))
                    .as("what is kept already needs no room")
                    .isEqualTo(Acknowledgement.DUPLICATE);

            handled.countDown();
            assertThat(inbox.settled().eventId()).isEqualTo("evt_1");
            assertThat(answer(receiver, second)).isEqualTo(Acknowledgement.ACCEPTED);
        }
    }

    @Test
    void saysNothingUntilTheInboxHasTheEvent() {
        var kept = new CompletableFuture<Inbox.Outcome>();
        try (var receiver = Receivers.signed(appending(kept), clock).build()) {
            CompletableFuture<Acknowledgement> answer =
                    receiver.receive(Deliveries.signed(SIGNED, "evt_1")).toCompletableFuture();

            assertThat(answer).isNotDone();
            kept.complete(Inbox.Outcome.STORED);
            assertThat(answer).isCompletedWithValue(Acknowledgement.ACCEPTED);
        }
    }

    @Test
    void asksForAnotherTryWhenTheInboxFailsInWhateverWay() {
        var broken = new IllegalStateException("the disk is full");
        assertThat(answerWith(appending(CompletableFuture.failedStage(broken))))
                .as("fails")
                .isEqualTo(Acknowledgement.UNAVAILABLE);
        assertThat(answerWith(appending(CompletableFuture.completedStage(null))))
                .as("says nothing")
                .isEqualTo(Acknowledgement.UNAVAILABLE);
        assertThat(answerWith(appending(null))).as("no stage").isEqualTo(Acknowledgement.UNAVAILABLE);
        assertThat(answerWith(appending(new CompletableFuture<>())))
                .as("never comes back")
                .isEqualTo(Acknowledgement.UNAVAILABLE);
        assertThat(answerWith(new WatchedInbox() {
                    @Override
                    public CompletionStage<Outcome> append(IncomingEvent incoming) {
                        throw broken;
                    }
                }))
                .as("throws")
                .isEqualTo(Acknowledgement.UNAVAILABLE);
    }

    private Acknowledgement answerWith(Inbox inbox) {
        try (var receiver =
                Receivers.signed(inbox, clock).keepWithin(Duration.ofMillis(20)).build()) {
            return answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        }
    }

    private static Inbox appending(CompletionStage<Inbox.Outcome> stage) {
        return new WatchedInbox() {
            @Override
            public CompletionStage<Outcome> append(IncomingEvent incoming) {
                return stage;
            }
        };
    }

    @Test
    void letsTheInboxUseAThreadThatWaits() {
        var waiting = new AtomicReference<Thread>();
        var inbox = new WatchedInbox() {
            @Override
            public CompletionStage<Outcome> appendHere(IncomingEvent incoming) {
                waiting.set(Thread.currentThread());
                return append(incoming);
            }
        };
        try (var receiver = Receivers.signed(inbox, clock).build()) {
            RawDelivery delivery = Deliveries.signed(SIGNED, "evt_1");

            assertThat(answer(receiver, delivery)).isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(waiting).hasNullValue();
            assertThat(receiver.receiveAndWait(delivery)).isEqualTo(Acknowledgement.DUPLICATE);
            assertThat(waiting).hasValue(Thread.currentThread());
        }
    }

    @Test
    void waitsForAnInboxThatHasNoUseForTheThread() {
        try (var receiver = Receivers.signed(InMemoryInbox.create(), clock).build()) {
            RawDelivery delivery = Deliveries.signed(SIGNED, "evt_1");

            assertThat(receiver.receiveAndWait(delivery)).isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(receiver.receiveAndWait(delivery)).isEqualTo(Acknowledgement.DUPLICATE);
        }
    }

    @Test
    void waitsNoLongerThanItShouldAndSaysSoWithoutThrowing() {
        try (var receiver = Receivers.signed(appending(new CompletableFuture<>()), clock)
                .keepWithin(Duration.ofMillis(20))
                .build()) {
            assertThat(receiver.receiveAndWait(Deliveries.signed(SIGNED, "evt_1")))
                    .isEqualTo(Acknowledgement.UNAVAILABLE);
        }
    }

    @Test
    void takesNothingOnceClosed() {
        var receiver = Receivers.signed(InMemoryInbox.create(), clock).build();
        assertThat(receiver.isOpen()).isTrue();

        receiver.close();

        assertThat(receiver.isOpen()).isFalse();
        assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_1"))).isEqualTo(Acknowledgement.UNAVAILABLE);
        assertThat(receiver.receiveAndWait(Deliveries.signed(SIGNED, "evt_1"))).isEqualTo(Acknowledgement.UNAVAILABLE);
    }
}
