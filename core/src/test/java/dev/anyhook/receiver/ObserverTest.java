package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.Secret;
import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.receiver.ReceiverObserver.Answered;
import dev.anyhook.receiver.ReceiverObserver.Settled;
import java.io.IOException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever counts and measures hears of each answer and of each ending, once it is a fact. */
class ObserverTest {
    private final MovableClock clock = new MovableClock();
    private final Heard heard = new Heard();

    @Test
    void hearsEachAnswerAndWhyWhatWasRefusedIsNotBelieved() throws Exception {
        try (var receiver = Receivers.confirming(InMemoryInbox.create(), clock, new ScriptedJobs().says("RUNNING"))
                .endpoint(SIGNED, new HmacVendor(), TrustPolicy.signedWith(Deliveries.SECRET))
                .observer(heard)
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            assertThat(heard.answer()).isEqualTo(new Answered(SIGNED, Acknowledgement.ACCEPTED, null));

            receiver.receiveAndWait(Deliveries.signed(SIGNED, "evt_1"));
            assertThat(heard.answer()).isEqualTo(new Answered(SIGNED, Acknowledgement.DUPLICATE, null));

            answer(receiver, Deliveries.signed(SIGNED, Secret.of("another secret"), Payload.utf8("{}")));
            assertThat(heard.answer())
                    .isEqualTo(new Answered(SIGNED, Acknowledgement.REFUSED, Reason.SIGNATURE_MISMATCH));

            answer(receiver, Deliveries.to("/webhooks/" + CLAIMED + "/guessed", CLAIMED, "{}"));
            assertThat(heard.answer())
                    .isEqualTo(new Answered(CLAIMED, Acknowledgement.NOT_FOUND, Reason.TOKEN_MISMATCH));

            answer(receiver, Deliveries.to("/webhooks/nobody", "nobody", "{}"));
            assertThat(heard.answers).as("strangers make up names").isEmpty();
        }
    }

    @Test
    void hearsWhatCannotBeKept() throws Exception {
        var full = new WatchedInbox() {
            @Override
            public CompletionStage<Outcome> append(IncomingEvent incoming) {
                return CompletableFuture.failedStage(new InboxFullException("no room"));
            }
        };
        try (var receiver = Receivers.signed(full, clock).observer(heard).build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(heard.answer()).isEqualTo(new Answered(SIGNED, Acknowledgement.UNAVAILABLE, null));
        }
    }

    @Test
    void hearsOfEachAttemptAndHowLongItTook() throws Exception {
        var failures = new AtomicInteger(1);
        try (var receiver = Receivers.signed(InMemoryInbox.create(), clock)
                .retries(new RetryPolicy(3, Duration.ofSeconds(4), 2, Duration.ofMinutes(1)))
                .on(EventFilter.any(), event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IOException("the shop is closed");
                    }
                })
                .observer(heard)
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            Settled first = heard.ending();
            assertThat(first.how()).isInstanceOf(Settlement.Retry.class);
            assertThat(first.how().kind()).isEqualTo(Settlement.Kind.RETRY);
            assertThat(first.attempt()).isEqualTo(1);
            assertThat(first.handlers()).isEqualTo(1);
            assertThat(first.took()).isPositive();

            clock.move(Duration.ofSeconds(4));
            Settled second = heard.ending();
            assertThat(second.how()).isEqualTo(new Settlement.Done());
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(second.incoming().event().id()).isEqualTo("evt_1");
            assertThat(second.incoming().trust()).isEqualTo(Trust.SIGNED);
        }
    }

    @Test
    void hearsThatNoHandlerWantedWhatIsDone() throws Exception {
        try (var receiver = Receivers.signed(InMemoryInbox.create(), clock)
                .on(EventFilter.any().ofType("job.done"), event -> {})
                .on(EventFilter.any().ofType("job.done"), event -> {})
                .observer(heard)
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "RUNNING"));
            assertThat(heard.ending()).satisfies(ending -> {
                assertThat(ending.how().kind()).isEqualTo(Settlement.Kind.DONE);
                assertThat(ending.handlers()).isZero();
            });

            answer(receiver, Deliveries.signed(SIGNED, "evt_2", "j1", "done"));
            assertThat(heard.ending().handlers()).isEqualTo(2);
        }
    }

    @Test
    void hearsOfAClaimThatIsConfirmedAndThenHandled() throws Exception {
        var jobs = new ScriptedJobs().says("SUCCEEDED");
        try (var receiver = Receivers.confirming(InMemoryInbox.create(), clock, jobs)
                .observer(heard)
                .build()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(List.of(heard.ending(), heard.ending()))
                    .as("by two threads, in whatever order")
                    .satisfiesExactlyInAnyOrder(
                            confirmed -> {
                                assertThat(confirmed.how()).isInstanceOf(Settlement.Confirmed.class);
                                assertThat(confirmed.incoming().trust()).isEqualTo(Trust.CLAIMED);
                            },
                            done -> {
                                assertThat(done.how()).isEqualTo(new Settlement.Done());
                                assertThat(done.incoming().trust()).isEqualTo(Trust.CONFIRMED);
                            });
        }
    }

    @Test
    void hearsThatItFailedWhatCouldNotBeWrittenAsDone() throws Exception {
        var inbox = new WatchedInbox() {
            @Override
            public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
                return settlement instanceof Settlement.Done && lease.attempt() == 1
                        ? CompletableFuture.failedStage(new SQLTransientException("the disk is full"))
                        : super.settle(lease, settlement);
            }
        };
        try (var receiver = Receivers.signed(inbox, clock).observer(heard).build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(heard.ending().how()).isInstanceOf(Settlement.Retry.class);
            clock.move(Duration.ofHours(1));
            assertThat(heard.ending().how()).isEqualTo(new Settlement.Done());
        }
    }

    @Test
    void hearsNothingOfWhatBelongsToAnotherByThen() throws Exception {
        var asked = new LinkedBlockingQueue<Lease>();
        var inbox = new WatchedInbox() {
            @Override
            public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
                asked.add(lease);
                return CompletableFuture.completedStage(false);
            }
        };
        try (var receiver = Receivers.signed(inbox, clock).observer(heard).build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(asked.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(heard.endings).isEmpty();
    }

    @Test
    void canDoNoHarmByWhatItThrows() throws Exception {
        var inbox = new WatchedInbox();
        var furious = new ReceiverObserver() {
            @Override
            public void answered(Answered answered) {
                throw new IllegalStateException("the meter is broken");
            }

            @Override
            public void settled(Settled settled) {
                throw new Unspeakable();
            }
        };
        try (LogBook log = LogBook.open();
                var receiver = Receivers.signed(inbox, clock).observer(furious).build()) {
            assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_1"))).isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
            assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_2"))).isEqualTo(Acknowledgement.ACCEPTED);
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());

            log.await("endpoint " + SIGNED + ": the observer failed", 2);
        }
    }

    /** Nobody can tell what it is. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("it cannot be told");
        }
    }

    /** Writes down what it hears. */
    private static final class Heard implements ReceiverObserver {
        private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
        private final BlockingQueue<Settled> endings = new LinkedBlockingQueue<>();

        @Override
        public void answered(Answered answered) {
            answers.add(answered);
        }

        @Override
        public void settled(Settled settled) {
            endings.add(settled);
        }

        Answered answer() throws InterruptedException {
            return next(answers);
        }

        Settled ending() throws InterruptedException {
            return next(endings);
        }

        private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
            T next = queue.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("something heard").isNotNull();
            return next;
        }
    }
}
