package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** Due entries reach a worker, whatever else happens. */
@Timeout(60)
class DispatcherTest {
    private final MovableClock clock = new MovableClock();
    private final WatchedInbox inbox = new WatchedInbox();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void aHandlerThatHangsCostsOneSlotAndNothingElse() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .concurrency(2)
                .on(EventFilter.any(), event -> {
                    if (event.id().equals("evt_0")) {
                        mayEnd.await();
                    }
                })
                .build()) {
            for (int i = 0; i <= 20; i++) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
            }

            for (int i = 1; i <= 20; i++) {
                assertThat(inbox.settled().eventId()).isEqualTo("evt_" + i);
            }
            mayEnd.countDown();
            assertThat(inbox.settled().eventId()).isEqualTo("evt_0");
        }
    }

    /** Half of the slots, or as many as claims may have. */
    @ParameterizedTest
    @CsvSource({"4, 4, 2", "64, 4, 4", "64, 3, 3", "8, 64, 4"})
    void aVendorWhoseApiHangsCostsSomeOfTheSlotsAndNothingElse(int concurrency, int confirmations, int most)
            throws Exception {
        var asking = new CountDownLatch(most);
        var jobs = new ScriptedJobs().does(jobId -> {
            asking.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Optional.of(ClaimingVendor.reading(jobId, "SUCCEEDED"));
        });
        var seen = new Seen();
        try (var receiver = Receivers.confirming(inbox, clock, jobs)
                .endpoint(SIGNED, new HmacVendor(), TrustPolicy.signedWith(Deliveries.SECRET))
                .concurrency(concurrency)
                .confirmations(confirmations)
                .on(EventFilter.any(), seen)
                .build()) {
            for (int i = 0; i < 10; i++) {
                answer(receiver, Deliveries.claim(CLAIMED, "j" + i, "SUCCEEDED"));
            }
            asking.await();
            for (int i = 0; i < 20; i++) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
                assertThat(seen.next().event().id()).isEqualTo("evt_" + i);
            }
            assertThat(jobs.asked).hasSize(most);

            mayEnd.countDown();
            for (int i = 0; i < 10; i++) {
                Seen.Call call = seen.next();
                assertThat(call.trust()).isEqualTo(Trust.CONFIRMED);
                assertThat(call.attempt()).isEqualTo(1);
            }
        }
    }

    /**
     * What one claim turned out to be may have the id of another claim, about which the vendor is still being asked.
     */
    @Test
    void newsIsNotPutOffByAClaimThatSharesItsIdAndIsStillUnderWay() throws Exception {
        var asking = new CountDownLatch(1);
        var jobs = new ScriptedJobs()
                .does(jobId -> {
                    asking.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                    return Optional.of(ClaimingVendor.reading(jobId, "SUCCEEDED"));
                })
                .says("SUCCEEDED");
        try (var receiver = Receivers.confirming(inbox, clock, jobs)
                .concurrency(4)
                .on(EventFilter.any(), new Seen())
                .build()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
            asking.await();
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "RUNNING"));

            assertThat(inbox.settled().as()).isInstanceOf(Settlement.Confirmed.class);
            WatchedInbox.Settled news = inbox.settled();
            assertThat(news.eventId())
                    .isEqualTo(ClaimingVendor.reading("j1", "SUCCEEDED").eventId());
            assertThat(news.as()).isEqualTo(new Settlement.Done());
            mayEnd.countDown();
        }
    }

    @Test
    void aClaimIsConfirmedEvenWhereThereIsOneSlot() throws Exception {
        var seen = new Seen();
        try (var receiver = Receivers.confirming(inbox, clock, new ScriptedJobs().says("SUCCEEDED"))
                .concurrency(1)
                .on(EventFilter.any(), seen)
                .build()) {
            answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));

            assertThat(seen.next().trust()).isEqualTo(Trust.CONFIRMED);
        }
    }

    @Test
    void asManyAreHandledAtOnceAsThereAreSlotsAndNoMore() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var allBusy = new CountDownLatch(3);
        try (var receiver = Receivers.signed(inbox, clock)
                .concurrency(3)
                .on(EventFilter.any(), event -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    allBusy.countDown();
                    mayEnd.await();
                    running.decrementAndGet();
                })
                .build()) {
            for (int i = 0; i < 12; i++) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
            }
            allBusy.await();
            mayEnd.countDown();
            for (int i = 0; i < 12; i++) {
                inbox.settled();
            }

            assertThat(most).hasValue(3);
        }
    }

    @Test
    void newsWakesItHoweverLongThePoll() throws Exception {
        try (var receiver = Receivers.signed(inbox, clock)
                .lease(Duration.ofDays(1))
                .pollInterval(Duration.ofHours(8))
                .concurrency(1)
                .build()) {
            for (int i = 0; i < 2_000; i++) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
                assertThat(inbox.settled().eventId()).isEqualTo("evt_" + i);
            }
        }
    }

    @Test
    void whatWaitedBeforeItStartedIsHandled() throws Exception {
        inbox.memory.append(TestEvents.signed("evt_1"));
        try (var receiver = Receivers.signed(inbox, clock).build()) {
            assertThat(receiver.isOpen()).isTrue();
            assertThat(inbox.settled().eventId()).isEqualTo("evt_1");
        }
    }

    @Test
    void anInboxThatCannotBeReadIsTriedAgainAndComplainedAboutOnce() throws Exception {
        var claims = new AtomicInteger();
        var failing = new WatchedInbox() {
            @Override
            public List<Lease> claim(int limit, int mere, Instant now, Duration length) {
                return switch (claims.getAndIncrement()) {
                    case 0, 1 -> throw new IllegalStateException("the database is down");
                    case 2 -> throw new NoClassDefFoundError("org/example/Driver");
                    default -> super.claim(limit, mere, now, length);
                };
            }

            @Override
            public Optional<Instant> nextDue(boolean mereClaims) {
                if (claims.get() == 4) {
                    throw new IllegalStateException("the database is down");
                }
                return super.nextDue(mereClaims);
            }
        };
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(failing, clock).build()) {
            logs.await("events are dispatched again, after 4 failures");
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));

            assertThat(failing.settled().eventId()).isEqualTo("evt_1");
            assertThat(logs.with("events cannot be dispatched")).hasSize(1);
        }
    }

    @Test
    void anInboxThatGivesTooMuchGetsItBack() throws Exception {
        var lavish = new WatchedInbox() {
            @Override
            public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
                return super.claim(limit + 1, claims, now, length);
            }
        };
        lavish.memory.append(TestEvents.signed("evt_1"));
        lavish.memory.append(TestEvents.signed("evt_2"));
        try (var receiver = Receivers.signed(lavish, clock)
                .concurrency(1)
                .on(EventFilter.any(), event -> mayEnd.await())
                .build()) {
            assertThat(receiver.isOpen()).isTrue();

            WatchedInbox.Settled back = lavish.settled();
            assertThat(back.eventId()).isEqualTo("evt_2");
            assertThat(back.as()).isEqualTo(new Settlement.Released());

            mayEnd.countDown();
            assertThat(lavish.settled().eventId()).isEqualTo("evt_1");
            WatchedInbox.Settled second = lavish.settled();
            assertThat(second.eventId()).isEqualTo("evt_2");
            assertThat(second.lease().attempt()).as("as if never claimed").isEqualTo(1);
        }
    }

    @Test
    void leasesOfWhatTakesLongAreRenewedEvenWhenEverySlotIsTaken() throws Exception {
        var renewals = new Renewals();
        try (var receiver = Receivers.signed(renewals, clock)
                .lease(Duration.ofMinutes(6))
                .concurrency(1)
                .on(EventFilter.any(), event -> {
                    if (event.id().equals("evt_2")) {
                        mayEnd.await();
                    }
                })
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            assertThat(renewals.settled().eventId()).isEqualTo("evt_1");
            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));
            renewals.claimed.take();
            renewals.claimed.take();

            for (int i = 0; i < 2; i++) {
                clock.move(Duration.ofMinutes(2));
                assertThat(renewals.next())
                        .isEqualTo("evt_2 until " + clock.instant().plus(Duration.ofMinutes(6)));
                clock.move(Duration.ofSeconds(1));
                assertThat(renewals.next())
                        .as("again, since that failed")
                        .isEqualTo("evt_2 until " + clock.instant().plus(Duration.ofMinutes(6)));
            }
            mayEnd.countDown();
            assertThat(renewals.settled().eventId()).isEqualTo("evt_2");
            assertThat(renewals.renewed).isEmpty();
        }
    }

    /** A claim that overtook the renewal would take from its worker what is only late. */
    @Test
    void nothingIsClaimedBeforeLeasesThatAreDueHaveBeenRenewed() throws Exception {
        var slow = new SlowRenewal();
        var begun = new CountDownLatch(1);
        try (var receiver = Receivers.signed(slow, clock)
                .lease(Duration.ofMinutes(6))
                .concurrency(2)
                .on(EventFilter.any(), event -> hangOn("evt_1", event.id(), begun))
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            begun.await();
            clock.move(Duration.ofMinutes(7));
            slow.awaitRest();
            int meanwhile = slow.claimsMeanwhile.get();
            slow.renewal.complete(true);
            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));

            assertThat(slow.settled().eventId()).isEqualTo("evt_2");
            assertThat(meanwhile).isZero();
            mayEnd.countDown();
            assertThat(slow.settled().eventId()).isEqualTo("evt_1");
        }
    }

    /**
     * A receiver whose handler hangs on an event that it could not renew once, since its inbox has been away for two
     * minutes.
     */
    private WebhookReceiver hanging(Away away) throws InterruptedException {
        var begun = new CountDownLatch(1);
        WebhookReceiver receiver = Receivers.signed(away, clock)
                .lease(Duration.ofMinutes(6))
                .concurrency(2)
                .on(EventFilter.any(), event -> hangOn("evt_1", event.id(), begun))
                .build();
        answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
        begun.await();
        away.isAway = true;
        clock.move(Duration.ofMinutes(2));
        away.awaitFailed("renew");
        return receiver;
    }

    /** Or what this process still works on would be the first thing that it claims once the database is back. */
    @Test
    void aLeaseThatRanOutWhileTheDatabaseWasAwayIsRenewedBeforeAnythingIsClaimed() throws Exception {
        var away = new Away();
        try (var receiver = hanging(away)) {
            assertThat(receiver.isOpen()).isTrue();
            clock.move(Duration.ofMinutes(5));
            away.awaitFailed("renew");
            away.calls.clear();
            away.isAway = false;
            clock.move(Duration.ofSeconds(1));

            assertThat(away.calls.poll(20, TimeUnit.SECONDS)).isEqualTo("renew");
            mayEnd.countDown();
            assertThat(away.settled().as()).isEqualTo(new Settlement.Done());
        }
    }

    /** The renewal was begun in time, and took longer than that. */
    @Test
    void aLeaseThatRanOutWhileItCouldNotBeRenewedIsRenewedBeforeAnythingIsClaimed() throws Exception {
        var away = new Away();
        try (var receiver = hanging(away)) {
            assertThat(receiver.isOpen()).isTrue();
            away.returnsAfter = () -> clock.move(Duration.ofMinutes(5));
            away.calls.clear();
            clock.move(Duration.ofSeconds(1));

            assertThat(away.calls.poll(20, TimeUnit.SECONDS)).isEqualTo("renew");
            mayEnd.countDown();
            assertThat(away.settled().as()).isEqualTo(new Settlement.Done());
        }
    }

    /** Somebody else may have it by now. */
    @Test
    void whatComesAfterItsLeaseHasRunOutIsGivenBack() throws Exception {
        var late = new AtomicInteger(1);
        var slow = new WatchedInbox() {
            @Override
            public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
                List<Lease> leases = super.claim(limit, claims, now, length);
                if (!leases.isEmpty() && late.getAndDecrement() > 0) {
                    clock.move(length);
                }
                return leases;
            }
        };
        slow.memory.append(TestEvents.signed("evt_1"));
        var seen = new Seen();
        try (var receiver =
                Receivers.signed(slow, clock).on(EventFilter.any(), seen).build()) {
            assertThat(receiver.isOpen()).isTrue();
            assertThat(slow.settled().as()).isEqualTo(new Settlement.Released());
            assertThat(slow.settled().as()).isEqualTo(new Settlement.Done());
            assertThat(seen.rest()).hasSize(1);
        }
    }

    @Test
    void aLeaseThatCanNeverBeRenewedDoesNotHoldUpOthersForEver() throws Exception {
        var never = new NeverRenewed();
        var begun = new CountDownLatch(1);
        try (var receiver = Receivers.signed(never, clock)
                .lease(Duration.ofMinutes(6))
                .longestHandling(Duration.ofHours(1))
                .concurrency(2)
                .on(EventFilter.any(), event -> hangOn("evt_1", event.id(), begun))
                .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            begun.await();
            clock.move(Duration.ofMinutes(12));
            answer(receiver, Deliveries.signed(SIGNED, "evt_2"));

            assertThat(never.settled().eventId()).isEqualTo("evt_2");
            mayEnd.countDown();
        }
    }

    @Test
    void leasesOfWhatTakesTooLongAreNoLongerRenewed() throws Exception {
        var renewals = new Renewals();
        var begun = new CountDownLatch(1);
        try (var logs = LogBook.open();
                var receiver = Receivers.signed(renewals, clock)
                        .lease(Duration.ofMinutes(6))
                        .longestHandling(Duration.ofMinutes(30))
                        .concurrency(2)
                        .on(EventFilter.any(), event -> hangOn("evt_1", event.id(), begun))
                        .build()) {
            answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
            begun.await();
            clock.move(Duration.ofMinutes(30).minusMillis(1));
            assertThat(renewals.next()).startsWith("evt_1 until ");

            clock.move(Duration.ofMillis(1));
            assertThat(logs.await("event evt_1 is still being handled after PT30M")
                            .level())
                    .isEqualTo(Level.WARN);
            clock.move(Duration.ofHours(1));
            for (int i = 2; i < 5; i++) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_" + i));
                assertThat(renewals.settled().eventId()).isEqualTo("evt_" + i);
            }
            assertThat(renewals.renewed).isEmpty();
            assertThat(logs.with("still being handled")).hasSize(1);
            mayEnd.countDown();
        }
    }

    /** Says that it has begun, and hangs, if it is that event's turn. */
    private void hangOn(String hanging, String id, CountDownLatch begun) throws InterruptedException {
        if (id.equals(hanging)) {
            begun.countDown();
            mayEnd.await();
        }
    }

    /** Renews once, when the test says so. */
    private static final class SlowRenewal extends WatchedInbox {
        final CompletableFuture<Boolean> renewal = new CompletableFuture<>();
        final AtomicInteger claimsMeanwhile = new AtomicInteger();

        private final CompletableFuture<Thread> asking = new CompletableFuture<>();

        /** Waits until the thread that asked for the renewal has nothing to do. */
        void awaitRest() throws Exception {
            Thread dispatcher = asking.get();
            Soon.is("the dispatcher rests", () -> dispatcher.getState() == Thread.State.TIMED_WAITING);
        }

        @Override
        public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
            if (asking.isDone() && !renewal.isDone()) {
                claimsMeanwhile.incrementAndGet();
            }
            return super.claim(limit, claims, now, length);
        }

        @Override
        public CompletionStage<Boolean> renew(Lease lease, Instant until) {
            asking.complete(Thread.currentThread());
            return renewal;
        }
    }

    /** An inbox that lets nobody hold a lease on, as a custom one might: by throwing. */
    private static final class NeverRenewed extends WatchedInbox {
        @Override
        public CompletionStage<Boolean> renew(Lease lease, Instant until) {
            throw new IllegalStateException("the row is locked");
        }
    }

    /** An inbox whose database goes and comes back. */
    private static final class Away extends WatchedInbox {
        final BlockingQueue<String> failed = new LinkedBlockingQueue<>();
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        volatile boolean isAway;

        /** What happens meanwhile before it is there again, once a renewal has failed; null if that is up to others. */
        volatile @Nullable Runnable returnsAfter;

        @Override
        public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
            insistOnBeingThere("claim");
            return super.claim(limit, claims, now, length);
        }

        @Override
        public CompletionStage<Boolean> renew(Lease lease, Instant until) {
            try {
                insistOnBeingThere("renew");
                return super.renew(lease, until);
            } catch (IllegalStateException gone) {
                Runnable meanwhile = returnsAfter;
                if (meanwhile != null) {
                    returnsAfter = null;
                    meanwhile.run();
                    isAway = false;
                }
                return CompletableFuture.failedStage(gone);
            }
        }

        void awaitFailed(String call) throws InterruptedException {
            String last = "";
            while (!last.equals(call)) {
                last = requireNonNull(failed.poll(20, TimeUnit.SECONDS), call);
            }
        }

        private void insistOnBeingThere(String call) {
            if (isAway) {
                failed.add(call);
                throw new IllegalStateException("the database is down");
            }
            calls.add(call);
        }
    }

    /** Fails every other renewal, which must not matter. */
    private static final class Renewals extends WatchedInbox {
        final BlockingQueue<String> renewed = new LinkedBlockingQueue<>();
        final BlockingQueue<Lease> claimed = new LinkedBlockingQueue<>();

        private int count;

        String next() throws InterruptedException {
            return renewed.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public List<Lease> claim(int limit, int claims, Instant now, Duration length) {
            List<Lease> leases = super.claim(limit, claims, now, length);
            claimed.addAll(leases);
            return leases;
        }

        @Override
        public CompletionStage<Boolean> renew(Lease lease, Instant until) {
            renewed.add(lease.incoming().event().id() + " until " + until);
            count++;
            return count % 2 == 1
                    ? CompletableFuture.failedStage(new IllegalStateException("the database is down"))
                    : super.renew(lease, until);
        }
    }
}
