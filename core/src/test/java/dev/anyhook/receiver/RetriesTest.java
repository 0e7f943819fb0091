package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Payload;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** A handler that fails is called again, later and later, and in the end its event is parked. */
class RetriesTest {
    private static final RetryPolicy THREE = new RetryPolicy(3, Duration.ofSeconds(4), 2, Duration.ofMinutes(1));

    private final MovableClock clock = new MovableClock();
    private final WatchedInbox inbox = new WatchedInbox();
    private final Seen seen = new Seen();

    @Test
    void goOnUntilTheHandlerSucceeds() throws Exception {
        var failures = new AtomicInteger(2);
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), seen)
                .on(EventFilter.any(), event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IOException("the shop is closed");
                    }
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(pause(inbox.settled())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            clock.move(Duration.ofSeconds(4));
            assertThat(pause(inbox.settled())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            clock.move(Duration.ofSeconds(8));
            assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());

            assertThat(seen.rest())
                    .as("all handlers of an event are one unit")
                    .extracting(Seen.Call::attempt)
                    .containsExactly(1, 2, 3);
            assertThat(inbox.memory.parked()).isEmpty();
        }
    }

    private Duration pause(WatchedInbox.Settled settled) {
        Instant at = ((Settlement.Retry) settled.as()).at();
        return Duration.between(clock.instant(), at);
    }

    @Test
    void followTheEndpointsOwnPolicyWhereItHasOne() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .endpoint("acme-staging", new HmacVendor(), TrustPolicy.signedWith(Secret.of("another secret")))
                .retries("acme-staging", new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO))
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw new IOException("the shop is closed");
                })
                .build()) {
            answer(
                    receiver,
                    Deliveries.signed("acme-staging", Secret.of("another secret"), Payload.utf8("{\"id\":\"evt_1\"}")));
            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Dead.class);

            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Retry.class);
        }
    }

    @Test
    void comeWhenTheHandlerSaysAndAreCountedAllTheSame() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw HandlingException.retryAfter(Duration.ofHours(7), "the shop opens at nine");
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(pause(inbox.settled())).isEqualTo(Duration.ofHours(7));
            clock.move(Duration.ofHours(7));
            assertThat(pause(inbox.settled())).isEqualTo(Duration.ofHours(7));
            clock.move(Duration.ofHours(7));
            assertThat(((Settlement.Dead) inbox.settled().as()).why()).endsWith("the shop opens at nine");
        }
    }

    @Test
    void doNotComeWhereTheHandlerSeesNoUseInThem() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw HandlingException.giveUp("no such order");
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(((Settlement.Dead) inbox.settled().as()).why()).endsWith("no such order");
            assertThat(inbox.memory.parked()).hasSize(1);
        }
    }

    @Test
    void areDecidedOnByACauseOfWhatIsThrownAsWell() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any().ofType("job.FAILED"), event -> {
                    throw new IllegalStateException(
                            "from a template",
                            new CompletionException(HandlingException.retryAfter(Duration.ofHours(7), "at nine")));
                })
                .on(EventFilter.any(), event -> {
                    throw new UncheckedIOException(new IOException(HandlingException.giveUp("no such order")));
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1", "j1", "SUCCEEDED"));
            assertThat(((Settlement.Dead) inbox.settled().as()).why())
                    .isEqualTo(HandlingException.class.getName() + ": no such order");

            answer(receiver, Deliveries.signed(SIGNED, "evt_2", "j2", "FAILED"));
            assertThat(pause(inbox.settled())).isEqualTo(Duration.ofHours(7));
        }
    }

    @Test
    void goOnWhenNobodyCanSayWhy() throws Exception {
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(inbox, clock)
                        .retries(THREE)
                        .on(EventFilter.any(), event -> {
                            throw new IllegalStateException("odd") {
                                private static final long serialVersionUID = 1L;

                                @Override
                                public synchronized Throwable getCause() {
                                    throw new UnsupportedOperationException("no cause");
                                }
                            };
                        })
                        .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Retry.class);
            Soon.is(
                    "the log says so",
                    () -> !logs.with("is not done at attempt 1").isEmpty());
        }
    }

    @Test
    void goOnWhenCausesGoRoundInACircle() throws Exception {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw first;
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Retry.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "P365DT0.000000001S"})
    void refusePausesThatMakeNoSense(Duration pause) {
        assertThatThrownBy(() -> HandlingException.retryAfter(pause, "later"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doNotBeginBeforeTheirTime() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw new IOException("the shop is closed");
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            Instant at = ((Settlement.Retry) inbox.settled().as()).at();

            assertThat(inbox.memory.claim(1, at.minusMillis(1), Duration.ofMinutes(5)))
                    .isEmpty();
            assertThat(inbox.memory.nextDue()).contains(at);
        }
    }

    @Test
    void endWithTheEventParkedAndThreeLinesInTheLog() throws Exception {
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(inbox, clock)
                        .concurrency(1)
                        .retries(THREE)
                        .on(EventFilter.any(), event -> {
                            throw new IOException("the shop is closed");
                        })
                        .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            inbox.settled();
            clock.move(Duration.ofMinutes(1));
            inbox.settled();
            clock.move(Duration.ofMinutes(1));

            WatchedInbox.Settled last = inbox.settled();
            assertThat(last.as()).isEqualTo(new Settlement.Dead("java.io.IOException: the shop is closed"));
            assertThat(last.lease().attempt()).isEqualTo(3);
            assertThat(inbox.memory.parked())
                    .extracting(parked -> parked.event().id())
                    .containsExactly("evt_1");
            LogBook.Line given = logs.await("event evt_1 is given up at attempt 3");
            assertThat(given.level()).isEqualTo(Level.ERROR);
            assertThat(given.thrown()).hasToString("java.io.IOException: the shop is closed");
            assertThat(logs.with("event evt_1 is not done at attempt"))
                    .hasSize(2)
                    .allMatch(line -> line.level() == Level.WARN
                            && line.thrown().toString().equals("java.io.IOException: the shop is closed"));
            assertThat(answer(receiver, Deliveries.signed(SIGNED, "evt_1")))
                    .as("signed and parked: a person decides")
                    .isEqualTo(Acknowledgement.DUPLICATE);
        }
    }

    @Test
    void followAnErrorLikeAnyFailure() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw new NoClassDefFoundError("com/example/Shop");
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Retry.class);
        }
    }

    @Test
    void followAnExceptionThatCannotSayWhatItIs() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw new Speechless();
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            var retry = (Settlement.Retry) inbox.settled().as();
            assertThat(retry.why()).isEqualTo(Speechless.class.getName());
        }
    }

    @Test
    void sayWhyInAFewPlainWords() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), event -> {
                    throw new IOException("two\nlines, and " + "many words ".repeat(1000));
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            var retry = (Settlement.Retry) inbox.settled().as();
            assertThat(retry.why()).startsWith("java.io.IOException: two lines").hasSizeLessThan(600);
        }
    }

    @Test
    void parkWhatKeepsEndingTheProcess() throws Exception {
        inbox.memory.append(TestEvents.signed("evt_1"));
        for (int crash = 0; crash < THREE.attempts(); crash++) {
            Lease lease = inbox.memory
                    .claim(1, clock.instant(), Duration.ofMinutes(5))
                    .get(0);
            inbox.memory.settle(lease, new Settlement.Retry(clock.instant(), "as if its lease had run out"));
        }
        try (var receiver = Receivers.signed(inbox, clock)
                .retries(THREE)
                .on(EventFilter.any(), seen)
                .build()) {
            assertThat(receiver.isOpen()).isTrue();

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Dead.class);
            assertThat(seen.rest()).isEmpty();
        }
    }

    /** As for a handler whose transaction the database refuses to commit. */
    @Test
    void followASuccessThatCannotBeWrittenDown() throws Exception {
        var failing = new WatchedInbox() {
            @Override
            public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
                return settlement instanceof Settlement.Done
                        ? CompletableFuture.<Boolean>failedStage(new IllegalStateException("deferred constraint"))
                                .thenApply(done -> done)
                        : super.settle(lease, settlement);
            }
        };
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(failing, clock)
                        .retries(THREE)
                        .on(EventFilter.any(), seen)
                        .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            WatchedInbox.Settled settled = failing.settled();
            assertThat(pause(settled)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            assertThat(((Settlement.Retry) settled.as()).why())
                    .isEqualTo("java.lang.IllegalStateException: deferred constraint");
            logs.await("event evt_1 is not done at attempt 1");
            assertThat(logs.with("event evt_1 could not be settled")).hasSize(1);
            clock.move(Duration.ofSeconds(4));
            failing.settled();
            clock.move(Duration.ofSeconds(8));
            assertThat(failing.settled().as()).isInstanceOf(Settlement.Dead.class);
        }
    }

    @Test
    void areNotStoppedByAnInboxThatCannotSettle() throws Exception {
        var failing = new WatchedInbox() {
            @Override
            public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
                return switch (lease.incoming().event().id()) {
                    case "evt_1" -> throw new IllegalStateException("the disk is full");
                    case "evt_2" -> CompletableFuture.failedStage(new IllegalStateException("the disk is full"));
                    case "evt_3" -> CompletableFuture.completedStage(false);
                    default -> super.settle(lease, settlement);
                };
            }
        };
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(failing, clock)
                        .concurrency(1)
                        .on(EventFilter.any(), seen)
                        .build()) {
            for (int i = 1; i <= 4; i++) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
            }

            assertThat(failing.settled().eventId()).isEqualTo("evt_4");
            assertThat(logs.with("event evt_1 could not be settled")).hasSize(1);
            assertThat(logs.with("event evt_2 could not be settled")).hasSize(1);
            assertThat(logs.with("event evt_3 was taken over by another worker"))
                    .hasSize(1);
        }
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }
}
