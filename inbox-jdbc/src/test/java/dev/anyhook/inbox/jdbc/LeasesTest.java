package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.LEASE;
import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.id;
import static dev.anyhook.inbox.jdbc.Events.ids;
import static dev.anyhook.inbox.jdbc.Events.occurring;
import static dev.anyhook.inbox.jdbc.Events.result;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class LeasesTest {
    private static final Instant AFTER_LEASE = NOON.plus(LEASE);

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private Database database;
    private JdbcInbox inbox;
    private JdbcInbox other;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open();
        other = database.open();
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        other.close();
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void givesNoRowTwiceWhileItIsHeld() {
        append(inbox, signed("a"));

        assertThat(claim(inbox)).hasSize(1);
        assertThat(claim(other, AFTER_LEASE.minusMillis(1))).isEmpty();
        assertThat(inbox.nextDue()).contains(AFTER_LEASE);
    }

    @Test
    void takesFromAWorkerThatWasNotHeardOfAndLetsItDoNothing() throws Exception {
        append(inbox, claimed(event("a", "job", JobState.SUCCEEDED)));
        Lease lost = claimOne(inbox);
        Lease held = claimOne(other, AFTER_LEASE);
        var confirmed = new Settlement.Confirmed(event("b", "job", JobState.SUCCEEDED), NOON);

        assertThat(held.attempt()).isEqualTo(2);
        for (Settlement settlement : List.of(
                new Settlement.Done(),
                new Settlement.Dead("x"),
                new Settlement.Retry(NOON, "x"),
                new Settlement.Released(),
                confirmed)) {
            assertThat(settle(inbox, lost, settlement)).as("%s", settlement).isFalse();
        }
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event"
                        + " WHERE event_id = 'a' AND event_key = 'a' AND trust = 'CLAIMED' AND end_key IS NULL"))
                .isOne();
        assertThat(result(inbox.renew(lost, AFTER_LEASE.plusSeconds(99)))).isFalse();
        assertThat(settle(other, held, confirmed)).isTrue();
        assertThat(settle(other, held, confirmed)).isFalse();
    }

    @Test
    void holdsALeaseOn() {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);

        assertThat(result(inbox.renew(lease, AFTER_LEASE.plus(LEASE)))).isTrue();

        assertThat(claim(other, AFTER_LEASE)).isEmpty();
        assertThat(done(inbox, lease)).isTrue();
    }

    /** Two renewals may be under way at once, and the first come last. */
    @Test
    void doesNotShortenALease() {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox, NOON);

        assertThat(result(inbox.renew(lease, NOON.plus(LEASE.multipliedBy(3))))).isTrue();
        assertThat(result(inbox.renew(lease, NOON.plus(LEASE.multipliedBy(2))))).isTrue();

        assertThat(claim(inbox, NOON.plus(LEASE.multipliedBy(3)).minusMillis(1)))
                .isEmpty();
    }

    @Test
    void countsAttemptsButNotThoseHandedBack() {
        append(inbox, signed("a"));

        assertThat(claimOne(inbox).attempt()).isOne();
        Lease second = claimOne(inbox, AFTER_LEASE);
        assertThat(second.attempt()).isEqualTo(2);
        settle(inbox, second, new Settlement.Released());
        assertThat(claimOne(inbox, AFTER_LEASE).attempt()).isEqualTo(2);
    }

    @Test
    void handsOutAgainNotBeforeTheInstantOfARetry() throws Exception {
        append(inbox, signed("a"));
        settle(inbox, claimOne(inbox), new Settlement.Retry(NOON.plusSeconds(5), "broken"));

        assertThat(claim(inbox, NOON.plusMillis(4_999))).isEmpty();
        assertThat(inbox.nextDue()).contains(NOON.plusSeconds(5));
        assertThat(claimOne(inbox, NOON.plusSeconds(5)).attempt()).isEqualTo(2);
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE last_error = 'broken'"))
                .isOne();
    }

    @Test
    void handsOutWhatWasDueLongestFirst() {
        append(inbox, signed("a"));
        settle(inbox, claimOne(inbox), new Settlement.Retry(NOON.plusSeconds(2), "broken"));
        append(
                inbox,
                new dev.anyhook.receiver.IncomingEvent(event("b"), dev.anyhook.Trust.SIGNED, NOON.plusSeconds(3)));
        append(inbox, signed("c"));

        var order = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            order.addAll(ids(inbox.claim(1, NOON.plusSeconds(10), LEASE)));
        }
        assertThat(order).containsExactly("c", "a", "b");
    }

    @Test
    void handsOutClaimsAfterEverythingElseAndNoMoreThanAskedFor() {
        for (String id : List.of("c1", "c2", "c3")) {
            append(inbox, claimed(event(id)));
        }
        append(inbox, new dev.anyhook.receiver.IncomingEvent(event("signed"), dev.anyhook.Trust.SIGNED, NOON));

        assertThat(ids(inbox.claim(3, 1, NOON, LEASE))).containsExactly("signed", "c1");
        assertThat(inbox.claim(3, 0, NOON, LEASE)).isEmpty();
        assertThat(inbox.nextDue(false)).contains(AFTER_LEASE);
        assertThat(inbox.nextDue(true)).contains(NOON);
        assertThat(ids(inbox.claim(1, 3, NOON, LEASE))).containsExactly("c2");
    }

    @Test
    void handsOutWhatIsConfirmedBeforeClaims() {
        append(inbox, claimed(event("a", "job", JobState.SUCCEEDED)));
        Lease lease = claimOne(inbox);
        append(inbox, claimed(event("b")));
        settle(inbox, lease, new Settlement.Confirmed(event("truth", "job", JobState.SUCCEEDED), NOON.plusMillis(1)));

        assertThat(ids(inbox.claim(1, NOON.plusSeconds(1), LEASE))).containsExactly("truth");
    }

    @Test
    void saysNothingIsDueWhenNothingWaits() {
        append(inbox, signed("a"));
        done(inbox, claimOne(inbox));

        assertThat(inbox.nextDue()).isEmpty();
        assertThat(claim(inbox, AFTER_LEASE)).isEmpty();
    }

    @Test
    void givesUpARowThatItCannotReadAndGoesOn() throws Exception {
        append(inbox, signed("a"));
        append(inbox, signed("b"));
        database.execute("UPDATE anyhook_event SET trust = 'REVEALED' WHERE event_id = 'a'");

        assertThat(ids(claim(inbox))).containsExactly("b");
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DEAD'"))
                .isOne();
    }

    @Test
    void tellsOfNewRowsOnlyOnceTheyCanBeClaimed() throws Exception {
        var seen = new CompletableFuture<List<String>>();
        inbox.onAvailable(() -> CompletableFuture.runAsync(() -> seen.complete(ids(claim(other)))));

        append(inbox, signed("a"));

        assertThat(seen.get(30, TimeUnit.SECONDS)).containsExactly("a");
    }

    @Test
    void storesOneOfManyCopiesOverTwoInboxes() throws Exception {
        List<Outcome> outcomes =
                atOnce(64, i -> append(i % 2 == 0 ? inbox : other, signed(event("a", "j", JobState.FAILED))));

        assertThat(outcomes).filteredOn(Outcome.STORED::equals).hasSize(1);
        assertThat(claim(inbox).size() + claim(other).size()).isOne();
    }

    @Test
    void confirmsManyClaimsOfOneStateOnceOverTwoInboxes() throws Exception {
        WebhookEvent truth = event("truth", "job", JobState.RUNNING);
        append(inbox, claimed(truth));
        for (int i = 0; i < 31; i++) {
            append(inbox, claimed(event("claim" + i, "job", JobState.RUNNING)));
        }
        List<Lease> leases = claim(inbox);
        assertThat(leases).hasSize(32);

        atOnce(32, i -> settle(i % 2 == 0 ? inbox : other, leases.get(i), new Settlement.Confirmed(truth, NOON)));

        assertThat(ids(claim(inbox))).containsExactly("truth");
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event WHERE event_key = 'truth'"))
                .isOne();
    }

    @Test
    void handsOutTheFirstOfManyEndsOverTwoInboxes() throws Exception {
        atOnce(64, i -> append(i % 2 == 0 ? inbox : other, signed(event("e" + i, "job" + i % 4, JobState.SUCCEEDED))));

        assertThat(claim(inbox)).hasSize(4);
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'REPEATED'"))
                .isEqualTo(60);
    }

    @Test
    void giveNoRowToTwoWorkersAtOnce() throws Exception {
        int rows = 200;
        var appends = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < rows; i++) {
            appends.add(inbox.append(signed("e" + i)).toCompletableFuture());
        }
        appends.forEach(CompletableFuture::join);
        Set<String> taken = ConcurrentHashMap.newKeySet();
        List<String> twice = new CopyOnWriteArrayList<>();

        atOnce(8, worker -> {
            JdbcInbox mine = worker % 2 == 0 ? inbox : other;
            for (List<Lease> leases = mine.claim(7, NOON, LEASE);
                    !leases.isEmpty();
                    leases = mine.claim(7, NOON, LEASE)) {
                leases.stream().filter(lease -> !taken.add(id(lease))).forEach(lease -> twice.add(id(lease)));
                leases.forEach(lease -> done(mine, lease));
            }
            return true;
        });

        assertThat(twice).isEmpty();
        assertThat(taken).hasSize(rows);
    }

    @Test
    void handsOutEventsOfAJobOneAtATimeInOrder() throws Exception {
        JdbcInboxOptions ordered = JdbcInboxOptions.defaults().withOrderedPerJob(true);
        try (JdbcInbox first = database.open(ordered);
                JdbcInbox second = database.open(ordered)) {
            append(first, signed(occurring(event("late", "job", JobState.SUCCEEDED), NOON.minusSeconds(1))));
            append(first, signed(occurring(event("middle", "job", JobState.RUNNING), NOON.minusSeconds(2))));
            append(first, signed(event("else", "job2", JobState.RUNNING)));
            append(first, signed("none"));

            List<Lease> leases = claim(first);
            assertThat(ids(leases)).containsExactlyInAnyOrder("middle", "else", "none");
            append(first, signed(occurring(event("early", "job", JobState.QUEUED), NOON.minusSeconds(3))));
            assertThat(claim(second)).isEmpty();
            assertThat(second.nextDue())
                    .hasValueSatisfying(due -> assertThat(due).isAfter(NOON));
            leases.forEach(lease -> done(first, lease));
            Lease early = claimOne(second);
            assertThat(id(early)).isEqualTo("early");
            settle(second, early, new Settlement.Retry(NOON.plusSeconds(1), "not yet"));
            assertThat(claim(second)).isEmpty();
            assertThat(second.nextDue()).contains(NOON.plusSeconds(1));
            done(second, claimOne(second, NOON.plusSeconds(1)));
            assertThat(id(claimOne(second))).isEqualTo("late");
        }
    }

    /** Each is asked about by itself: a false one could hold up a true one for as long as it is made again. */
    @Test
    void claimsOfOneJobDoNotWaitForEachOther() throws Exception {
        try (JdbcInbox ordered = database.open(JdbcInboxOptions.defaults().withOrderedPerJob(true))) {
            append(ordered, claimed(occurring(event("false", "job", JobState.SUCCEEDED), NOON.minusSeconds(9))));
            append(ordered, claimed(event("true", "job", JobState.RUNNING)));

            assertThat(ids(ordered.claim(1, NOON, LEASE))).containsExactly("false");
            assertThat(ids(ordered.claim(1, NOON, LEASE))).containsExactly("true");
        }
    }

    @Test
    void letsNoClaimHoldUpWhatIsBelievedOfItsJob() throws Exception {
        try (JdbcInbox ordered = database.open(JdbcInboxOptions.defaults().withOrderedPerJob(true))) {
            append(ordered, claimed(occurring(event("claim", "job", JobState.RUNNING), NOON.minusSeconds(9))));
            append(ordered, signed(event("truth", "job", JobState.SUCCEEDED)));

            assertThat(ids(ordered.claim(1, NOON, LEASE))).containsExactly("truth");
        }
    }

    @Test
    void neverHandsOutTwoEventsOfAJobToTwoWorkers() throws Exception {
        JdbcInboxOptions ordered = JdbcInboxOptions.defaults().withOrderedPerJob(true);
        try (JdbcInbox first = database.open(ordered);
                JdbcInbox second = database.open(ordered)) {
            for (int i = 0; i < 60; i++) {
                append(first, signed(event("e" + i, "job" + i % 3, JobState.RUNNING)));
            }
            Set<String> busy = ConcurrentHashMap.newKeySet();
            List<String> broken = new CopyOnWriteArrayList<>();
            CountDownLatch left = new CountDownLatch(60);

            atOnce(4, worker -> {
                Inbox mine = worker % 2 == 0 ? first : second;
                while (left.getCount() > 0) {
                    if (mine.nextDue().filter(NOON::equals).isEmpty()) {
                        continue; // As a dispatcher does: who claims in vain without end keeps SQLite's lock from the
                        // other.
                    }
                    for (Lease lease : mine.claim(5, NOON, LEASE)) {
                        String job = lease.incoming().event().job().jobId();
                        if (!busy.add(job)) {
                            broken.add(job);
                        }
                        busy.remove(job);
                        done(mine, lease);
                        left.countDown();
                    }
                }
                return true;
            });

            assertThat(broken).isEmpty();
        }
    }

    private static <T> List<T> atOnce(int threads, Each<T> each) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var together = new CountDownLatch(threads);
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                calls.add(() -> {
                    together.countDown();
                    together.await();
                    return each.call(number);
                });
            }
            var results = new ArrayList<T>();
            for (Future<T> future : pool.invokeAll(calls, 120, TimeUnit.SECONDS)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private interface Each<T> {
        T call(int number) throws Exception;
    }
}
