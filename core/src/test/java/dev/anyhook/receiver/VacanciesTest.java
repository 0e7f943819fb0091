package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Entries that the inbox claims for the dispatcher beforehand. */
@Timeout(60)
class VacanciesTest {
    private static final Duration NEVER = Duration.ofHours(8);

    private final MovableClock clock = new MovableClock();
    private final ForesightedInbox inbox = new ForesightedInbox();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private WebhookReceiver.Builder sleepy(Inbox slow) {
        return Receivers.signed(slow, clock).lease(Duration.ofDays(1)).pollInterval(NEVER);
    }

    /** Handles until it may end. */
    private void hold(WebhookEvent event) throws InterruptedException {
        begun.countDown();
        mayEnd.await();
    }

    @Test
    void whatIsClaimedBeforehandIsHandledWithoutAnotherLook() throws Exception {
        try (var receiver = sleepy(inbox).concurrency(16).build()) {
            inbox.awaitClaimant();
            int looks = inbox.looks.get();
            for (int i = 0; i < 2_000; i++) {
                inbox.awaitClaimant();
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
                assertThat(inbox.settled().eventId()).isEqualTo("evt_" + i);
            }
            assertThat(looks).isOne();
            assertThat(inbox.looks.get()).isLessThan(100);
        }
    }

    /** Nobody was told of what found no room. */
    @Test
    void whatFoundNoRoomIsLookedForOnceThereIsSome() throws Exception {
        try (var receiver = sleepy(inbox)
                .concurrency(2)
                .on(EventFilter.any(), event -> mayEnd.await())
                .build()) {
            assertThat(receiver.isOpen()).isTrue();
            inbox.awaitClaimant();
            inbox.append(List.of(
                    TestEvents.signed("evt_1"),
                    TestEvents.signed("evt_2"),
                    TestEvents.signed("evt_3"),
                    TestEvents.signed("evt_4"),
                    TestEvents.signed("evt_5")));
            mayEnd.countDown();

            assertThat(List.of(settled(), settled(), settled(), settled(), settled()))
                    .containsExactlyInAnyOrder("evt_1", "evt_2", "evt_3", "evt_4", "evt_5");
        }
    }

    private String settled() throws InterruptedException {
        return inbox.settled().eventId();
    }

    @Test
    void whatComesWhileAllSlotsAreTakenIsHandledOnceOneIsFree() throws Exception {
        try (var receiver =
                sleepy(inbox).concurrency(1).on(EventFilter.any(), this::hold).build()) {
            inbox.awaitClaimant();
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            begun.await();
            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));
            mayEnd.countDown();

            assertThat(List.of(settled(), settled())).containsExactly("evt_1", "evt_2");
        }
    }

    @Test
    void claimsThatFoundNoRoomAreLookedForOnceThereIsSome() throws Exception {
        var seen = new Seen();
        var asking = new AtomicInteger();
        var jobs = new ScriptedJobs().does(jobId -> {
            asking.incrementAndGet();
            try {
                mayEnd.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Optional.of(ClaimingVendor.reading(jobId, "SUCCEEDED"));
        });
        try (var receiver = Receivers.confirming(inbox, clock, jobs)
                .lease(Duration.ofDays(1))
                .pollInterval(NEVER)
                .concurrency(4)
                .on(EventFilter.any(), seen)
                .build()) {
            for (int i = 0; i < 6; i++) {
                answer(receiver, Deliveries.claim(CLAIMED, "j" + i, "SUCCEEDED"));
            }
            Soon.is("two are asked about", () -> asking.get() == 2);
            mayEnd.countDown();

            for (int i = 0; i < 6; i++) {
                assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
            }
        }
    }

    /** A process that was suspended finds leases of its own that have run out. */
    @Test
    void nothingIsOfferedToWhoSleptOverARenewal() throws Exception {
        try (var receiver =
                sleepy(inbox).concurrency(2).on(EventFilter.any(), this::hold).build()) {
            inbox.awaitClaimant();
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            begun.await();
            inbox.awaitClaimant();
            int looks = inbox.looks.get();

            clock.move(Duration.ofHours(9));
            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));
            Soon.is("it looks by itself", () -> inbox.looks.get() > looks);
            mayEnd.countDown();

            assertThat(List.of(settled(), settled())).containsExactlyInAnyOrder("evt_1", "evt_2");
        }
    }

    @Test
    void whatIsClaimedWhileItClosesIsHandedBack() throws Exception {
        var closing = new AtomicInteger();
        var late = new ForesightedInbox() {
            @Override
            synchronized List<Lease> end() {
                if (closing.get() > 0) {
                    append(TestEvents.signed("evt_1"));
                }
                return super.end();
            }
        };
        var seen = new Seen();
        var receiver = sleepy(late).on(EventFilter.any(), seen).build();
        late.awaitClaimant();
        closing.set(1);

        receiver.close();

        assertThat(late.settled().as()).isEqualTo(new Settlement.Released());
        assertThat(seen.rest()).isEmpty();
    }

    /** Whether it is there nobody knows, and nobody is told: one has to look. */
    @Test
    void afterAClaimThatFailedBeforehandItLooksAtOnce() throws Exception {
        var failures = new AtomicInteger(1);
        var failing = new ForesightedInbox() {
            @Override
            synchronized List<Lease> end() {
                List<Lease> taken = super.end();
                if (taken.isEmpty() || failures.getAndDecrement() == 0) {
                    return taken;
                }
                quiet = true;
                taken.forEach(lease -> memory.settle(lease, new Settlement.Released()));
                quiet = false;
                throw new IllegalStateException("the database is down");
            }
        };
        try (var logs = LogBook.open();
                var receiver = sleepy(failing).build()) {
            failing.awaitClaimant();
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(failing.settled().eventId()).isEqualTo("evt_1");
            assertThat(logs.with("could not be claimed with it")).hasSize(1);
            assertThat(logs.with("events cannot be dispatched")).isEmpty();
        }
    }

    /** A database that hangs while it takes something must not cost what runs its lease. */
    @Test
    void leasesAreRenewedWhileSomethingIsTakenBeforehand() throws Exception {
        var renewed = new LinkedBlockingQueue<String>();
        var slow = new ForesightedInbox() {
            @Override
            public CompletionStage<Boolean> renew(Lease lease, Instant until) {
                renewed.add(lease.incoming().event().id());
                return super.renew(lease, until);
            }
        };
        try (var receiver = Receivers.signed(slow, clock)
                .lease(Duration.ofMinutes(6))
                .on(EventFilter.any(), this::hold)
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            begun.await();
            slow.begin();

            clock.move(Duration.ofMinutes(2));
            assertThat(renewed.poll(20, TimeUnit.SECONDS)).isEqualTo("evt_1");
            assertThat(slow.isAsked()).as("what is just taken is left alone").isTrue();
            clock.move(Duration.ofMinutes(2));
            assertThat(renewed.poll(20, TimeUnit.SECONDS)).isEqualTo("evt_1");

            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));
            mayEnd.countDown();
            assertThat(List.of(slow.settled().eventId(), slow.settled().eventId()))
                    .containsExactlyInAnyOrder("evt_1", "evt_2");
        }
    }
}
