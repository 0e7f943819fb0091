package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.result;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.JobState;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.InboxFullException;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Engine.class)
class GroupCommitTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final Faults database = new Faults();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Database plain;

    @BeforeEach
    void open() {
        plain = engine.fresh(folder);
    }

    @AfterEach
    void bothTablesAgree() throws Exception {
        assertThat(plain.isWhole()).isTrue();
    }

    @Test
    void writesWhatQueuedMeanwhileInFewTransactions() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            append(inbox, signed("warm"));
            holdTheWriters(inbox);
            int before = database.commits.get();
            var appends = new ArrayList<CompletableFuture<Outcome>>();
            for (int i = 0; i < 100; i++) {
                appends.add(inbox.append(signed("e" + i % 50)).toCompletableFuture());
            }
            goOn.countDown();

            for (int i = 0; i < 50; i++) {
                assertThat(List.of(result(appends.get(i)), result(appends.get(50 + i))))
                        .containsExactlyInAnyOrder(Outcome.STORED, Outcome.DUPLICATE);
            }
            assertThat(database.commits.get() - before).isBetween(2, engine.writers() == 1 ? 2 : 10);
        }
    }

    /** Ids come again, and two events each end one job: each row is there once, and its callers know. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 16, 32, 33, 64, 65, 66, 130})
    void saysOfEachEventOfAGroupWhetherItIsNew(int size) throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            holdTheWriters(inbox);
            int ids = Math.max(1, size * 2 / 3);
            var appends = new TreeMap<Integer, List<CompletableFuture<Outcome>>>();
            for (int i = 0; i < size; i++) {
                int id = i % ids;
                WebhookEvent event =
                        event("e" + id, "job" + id / 2, id % 2 == 0 ? JobState.SUCCEEDED : JobState.FAILED);
                appends.computeIfAbsent(id, unseen -> new ArrayList<>())
                        .add(inbox.append(signed(event)).toCompletableFuture());
            }
            goOn.countDown();

            assertThat(appends.values()).hasSize(ids).allSatisfy(several -> {
                var duplicates = Collections.nCopies(several.size() - 1, Outcome.DUPLICATE);
                assertThat(several.stream().map(Events::result).filter(Outcome.DUPLICATE::equals))
                        .isEqualTo(duplicates);
            });
            assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event WHERE event_id LIKE 'e%'"))
                    .isEqualTo(ids);
            assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event WHERE end_key IS NOT NULL"))
                    .isEqualTo((ids + 1) / 2);
        }
    }

    /** More than goes by one statement on PostgreSQL. */
    @Test
    void saysOfLargeEventsOfAGroupWhetherTheyAreNew() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            holdTheWriters(inbox);
            var appends = Stream.of("a", "b", "c", "a", "d", "b", "a")
                    .map(id -> inbox.append(signed(large(id))).toCompletableFuture())
                    .toList();
            goOn.countDown();

            assertThat(appends.stream().map(Events::result).filter(Outcome.DUPLICATE::equals))
                    .hasSize(3);
            assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event WHERE type = 'large'"))
                    .isEqualTo(4);
        }
    }

    /** Both have the same id, and only one of them finds its key taken. */
    @Test
    void tellsAClaimFromASignedEventOfTheSameGroup() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            append(inbox, Events.claimed(event("claim")));
            Events.settle(inbox, Events.claimOne(inbox), new Settlement.Confirmed(event("truth"), NOON));
            holdTheWriters(inbox);
            var claimed = inbox.append(Events.claimed(event("claim"))).toCompletableFuture();
            var signed = inbox.append(signed("claim")).toCompletableFuture();
            goOn.countDown();

            assertThat(result(claimed)).isEqualTo(Outcome.DUPLICATE);
            assertThat(result(signed)).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void commitsForOneCallerAlone() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            append(inbox, signed("warm"));
            int before = database.commits.get();
            for (int i = 0; i < 10; i++) {
                append(inbox, signed("e" + i));
            }
            assertThat(database.commits.get() - before).isEqualTo(10);
        }
    }

    @Test
    void failsWhatIsImpossibleAlone() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            plain.execute(
                    engine == Engine.SQLITE
                            ? "CREATE TRIGGER poison BEFORE INSERT ON anyhook_event WHEN NEW.type = 'poison'"
                                    + " BEGIN SELECT RAISE(ABORT, 'poison'); END"
                            : "ALTER TABLE anyhook_event ADD CONSTRAINT poison CHECK (type <> 'poison')");
            holdTheWriters(inbox);
            var appends = new ArrayList<CompletableFuture<Outcome>>();
            for (int i = 0; i < 40; i++) {
                appends.add(inbox.append(signed(i == 17 ? poison() : event("e" + i)))
                        .toCompletableFuture());
            }
            goOn.countDown();

            assertThatThrownBy(() -> appends.remove(17).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("SECRET");
            assertThat(appends.stream().map(Events::result)).containsOnly(Outcome.STORED);
            assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event WHERE event_id LIKE 'e%'"))
                    .isEqualTo(39);
        }
    }

    @Test
    void refusesWhatDoesNotFitIntoTheQueue() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults().withQueue(4), database)) {
            holdTheWriters(inbox);
            var kept = Collections.nCopies(4 - engine.writers(), inbox).stream()
                    .map(into -> into.append(signed("e")).toCompletableFuture())
                    .toList();

            assertThatThrownBy(() ->
                            inbox.append(signed("more")).toCompletableFuture().get())
                    .hasCauseInstanceOf(InboxFullException.class);
            goOn.countDown();
            kept.forEach(Events::result);
            assertThat(append(inbox, signed("more"))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void letsClaimsWaitInAQuarterOfTheQueueOnly() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults().withQueue(8), database)) {
            holdTheWriters(inbox);
            var kept = List.of(
                    inbox.append(Events.claimed(event("c1"))).toCompletableFuture(),
                    inbox.append(Events.claimed(event("c2"))).toCompletableFuture());

            assertThatThrownBy(() -> inbox.append(Events.claimed(event("c3")))
                            .toCompletableFuture()
                            .get())
                    .hasCauseInstanceOf(InboxFullException.class);
            CompletableFuture<Outcome> signed = inbox.append(signed("s")).toCompletableFuture();
            goOn.countDown();
            kept.forEach(Events::result);
            assertThat(result(signed)).isEqualTo(Outcome.STORED);
            assertThat(append(inbox, Events.claimed(event("c3")))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void refusesMoreBytesThanItWantsToHold() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            holdTheWriters(inbox);
            var waiting = new ArrayList<CompletableFuture<Outcome>>();
            CompletableFuture<Outcome> next;
            do {
                next = inbox.append(signed(large("e" + waiting.size()))).toCompletableFuture();
                waiting.add(next);
            } while (!next.isCompletedExceptionally() && waiting.size() < 1_000);
            goOn.countDown();

            assertThat(waiting).hasSizeBetween(10, 100);
            assertThat(result(waiting.get(waiting.size() - 2))).isEqualTo(Outcome.STORED);
            assertThat(append(inbox, signed(large("later")))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void writesWhatIsQueuedBeforeItCloses() throws Exception {
        JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database);
        holdTheWriters(inbox);
        var appends = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < 1_000; i++) {
            appends.add(inbox.append(signed("e" + i)).toCompletableFuture());
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(inbox::close);
        goOn.countDown();
        result(closing);

        long kept = appends.stream()
                .filter(append -> !append.isCompletedExceptionally())
                .count();
        assertThat(appends).allMatch(CompletableFuture::isDone);
        assertThat(kept).isEqualTo(1_000);
        assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event WHERE event_id LIKE 'e%'"))
                .isEqualTo(1_000);
        assertThat(inbox.append(signed("after")).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void settlesManyInFewTransactions() throws Exception {
        try (JdbcInbox inbox = plain.open(JdbcInboxOptions.defaults(), database)) {
            for (int i = 0; i < 50; i++) {
                append(inbox, signed("e" + i));
            }
            var leases = inbox.claim(50, NOON, Events.LEASE);
            holdTheWriters(inbox);
            int before = database.commits.get();
            var settled = leases.stream()
                    .map(lease -> inbox.settle(lease, new Settlement.Done()))
                    .toList();
            goOn.countDown();

            assertThat(settled.stream().map(Events::result)).containsOnly(true).hasSize(50);
            assertThat(database.commits.get() - before).isBetween(2, engine.writers() == 1 ? 2 : 10);
        }
    }

    /** Has each writer wait in the middle of a transaction until it may go on. */
    private void holdTheWriters(JdbcInbox inbox) throws InterruptedException {
        Semaphore held = database.hold(engine.writers(), goOn);
        for (int i = 0; i < engine.writers(); i++) {
            inbox.append(signed("holder " + i));
            held.acquire();
        }
    }

    private static WebhookEvent poison() {
        return new WebhookEvent(
                ProviderId.of("acme"), "acme-live", "poison", "poison", NOON, null, Payload.utf8("SECRET"));
    }

    private static WebhookEvent large(String id) {
        return new WebhookEvent(
                ProviderId.of("acme"), "acme-live", id, "large", NOON, null, Payload.copyOf(new byte[1024 * 1024]));
    }
}
