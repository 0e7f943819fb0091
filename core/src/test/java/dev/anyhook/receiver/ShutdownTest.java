package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing lets what runs finish, hands back what does not, and loses nothing. */
@Timeout(60)
class ShutdownTest {
    private final MovableClock clock = new MovableClock();
    private final WatchedInbox inbox = new WatchedInbox();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void waitsForHandlersAndBeginsNoOther() throws Exception {
        var calls = new AtomicInteger();
        try (LogBook logs = LogBook.open()) {
            var receiver = Receivers.signed(inbox, clock)
                    .concurrency(1)
                    .on(EventFilter.any(), event -> {
                        calls.incrementAndGet();
                        begun.countDown();
                        mayEnd.await();
                    })
                    .build();
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));
            begun.await();

            Thread closer = closing(receiver);
            assertThat(receiver.isOpen()).isFalse();
            mayEnd.countDown();
            awaitEnd(closer);

            assertThat(inbox.settled()).satisfies(settled -> {
                assertThat(settled.eventId()).isEqualTo("evt_1");
                assertThat(settled.as()).isEqualTo(new Settlement.Done());
            });
            assertThat(calls).hasValue(1);
            assertThat(logs.with("closes with 1 events not handled")).hasSize(1);
        }
    }

    /** Closes on another thread; returns once that waits. */
    private static Thread closing(WebhookReceiver receiver) {
        var closer = new Thread(receiver::close);
        closer.start();
        Soon.is("whoever closes waits", () -> isWaiting(closer));
        return closer;
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void awaitEnd(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void handsBackWhatItHadToInterrupt() throws Exception {
        var receiver = Receivers.signed(inbox, clock)
                .retries(new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO))
                .grace(Duration.ofMillis(20))
                .on(EventFilter.any(), event -> {
                    begun.countDown();
                    mayEnd.await();
                })
                .build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        begun.await();

        receiver.close();

        assertThat(inbox.settled().as())
                .as("not parked, although that was its last attempt")
                .isEqualTo(new Settlement.Released());
        assertThat(inbox.memory.parked()).isEmpty();
    }

    @Test
    void countsWhatAnInterruptedHandlerFinishedAllTheSame() throws Exception {
        var receiver = Receivers.signed(inbox, clock)
                .grace(Duration.ofMillis(20))
                .on(EventFilter.any(), event -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException hurry) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        begun.await();

        receiver.close();

        assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
    }

    @Test
    void doesNotWaitForEverForAHandlerThatIgnoresInterruption() throws Exception {
        var receiver = Receivers.signed(inbox, clock)
                .grace(Duration.ofMillis(20))
                .on(EventFilter.any(), event -> {
                    begun.countDown();
                    boolean ended = false;
                    while (!ended) {
                        try {
                            ended = mayEnd.await(20, TimeUnit.SECONDS);
                        } catch (InterruptedException ignored) {
                            ended = false;
                        }
                    }
                })
                .build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        begun.await();

        receiver.close();
        mayEnd.countDown();

        assertThat(inbox.settled().as()).isEqualTo(new Settlement.Done());
    }

    @Test
    void handsBackWhatWasClaimedButNotBegun() throws Exception {
        var claiming = new CountDownLatch(1);
        var mayClaim = new CountDownLatch(1);
        var slow = new WatchedInbox() {
            @Override
            public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
                List<Lease> leases = super.claim(limit, claims, now, length);
                if (!leases.isEmpty()) {
                    claiming.countDown();
                    awaitThrough(mayClaim);
                }
                return leases;
            }
        };
        var seen = new Seen();
        var receiver = Receivers.signed(slow, clock).on(EventFilter.any(), seen).build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        claiming.await();

        Thread closer = closing(receiver);
        mayClaim.countDown();
        awaitEnd(closer);

        assertThat(slow.settled().as()).isEqualTo(new Settlement.Released());
        assertThat(seen.rest()).isEmpty();
    }

    private static void awaitThrough(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void isNotHeldUpByAnInboxThatHangs() throws Exception {
        var claiming = new CountDownLatch(1);
        var hanging = new WatchedInbox() {
            @Override
            public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
                claiming.countDown();
                awaitThrough(mayEnd);
                return super.claim(limit, claims, now, length);
            }
        };
        var receiver =
                Receivers.signed(hanging, clock).grace(Duration.ofMillis(20)).build();
        claiming.await();

        receiver.close();

        assertThat(receiver.isOpen()).isFalse();
        mayEnd.countDown();
    }

    @Test
    void happensOnceHoweverManyAskAndAllWait() throws Exception {
        var closed = new AtomicInteger();
        var counting = new WatchedInbox() {
            @Override
            public void close() {
                closed.incrementAndGet();
                super.close();
            }
        };
        var receiver = Receivers.signed(counting, clock)
                .on(EventFilter.any(), event -> {
                    begun.countDown();
                    mayEnd.await();
                })
                .build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        begun.await();

        List<Thread> closers =
                IntStream.range(0, 8).mapToObj(i -> closing(receiver)).toList();
        assertThat(closed).hasValue(0);
        mayEnd.countDown();
        for (Thread closer : closers) {
            awaitEnd(closer);
        }

        assertThat(closed).hasValue(1);
        assertThat(counting.settled().as()).isEqualTo(new Settlement.Done());
        receiver.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void canBeAskedForByAHandlerWhichIsLetFinish() throws Exception {
        var closed = new CompletableFuture<Integer>();
        var settlements = new AtomicInteger();
        var ordered = new WatchedInbox() {
            @Override
            public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
                settlements.incrementAndGet();
                return super.settle(lease, settlement);
            }

            @Override
            public void close() {
                super.close();
                closed.complete(settlements.get());
            }
        };
        var itself = new CompletableFuture<WebhookReceiver>();
        var stillOpen = new CompletableFuture<Boolean>();
        var receiver = Receivers.signed(ordered, clock)
                .on(EventFilter.any(), event -> {
                    itself.join().close();
                    itself.join().close();
                    stillOpen.complete(!closed.isDone());
                })
                .build();
        itself.complete(receiver);
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

        assertThat(stillOpen.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(closed.get(20, TimeUnit.SECONDS))
                .as("settled before the inbox closed")
                .isEqualTo(1);
        assertThat(ordered.settled().as()).isEqualTo(new Settlement.Done());
    }

    @Test
    void hurriesWhenTheCallerIsInterrupted() throws Exception {
        var receiver = Receivers.signed(inbox, clock)
                .on(EventFilter.any(), event -> {
                    begun.countDown();
                    mayEnd.await();
                })
                .build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        begun.await();

        Thread.currentThread().interrupt();
        receiver.close();

        assertThat(Thread.interrupted()).as("the caller stays interrupted").isTrue();
        assertThat(inbox.settled().as()).isEqualTo(new Settlement.Released());
    }
}
