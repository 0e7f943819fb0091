package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.Trust;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.Handling;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.RetryPolicy;
import dev.anyhook.receiver.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver that polls so rarely that whatever it is not woken for is not handled at all. */
@Timeout(180)
@ParameterizedClass
@EnumSource(Engine.class)
class HandedOutSoonTest {
    private static final Duration NEVER = Duration.ofHours(8);
    private static final int EVENTS = 1_000;
    private static final int APPENDERS = 4;

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final CountDownLatch handled = new CountDownLatch(EVENTS);
    private Database database;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
    }

    /** Several append, some of it mere claims, a tenth fails at first, and slots are few. */
    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "64,false", "4,true"})
    void everythingIsHandledThoughItNeverPolls(int slots, boolean ordered) throws Exception {
        JdbcInbox inbox = database.open(JdbcInboxOptions.defaults().withOrderedPerJob(ordered));
        try (var receiver = receiver(inbox, slots)) {
            var appenders = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < APPENDERS; i++) {
                int first = i;
                appenders.add(CompletableFuture.runAsync(() -> append(inbox, first)));
            }
            appenders.forEach(Events::result);

            assertThat(handled.await(60, TimeUnit.SECONDS))
                    .as("%d are left", handled.getCount())
                    .isTrue();
            assertThat(receiver.isOpen()).isTrue();
        }
        assertThat(calls).hasSize(EVENTS);
        calls.forEach((id, count) -> assertThat(count).as(id).hasValue(failsAtFirst(id) ? 2 : 1));
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DONE'"))
                .isEqualTo(EVENTS);
    }

    private WebhookReceiver receiver(JdbcInbox inbox, int slots) {
        return SilentVendor.receiver(inbox)
                .concurrency(slots)
                .lease(Duration.ofDays(1))
                .pollInterval(NEVER)
                .retries(new RetryPolicy(3, Duration.ofMillis(20), 1, Duration.ofMillis(20)))
                .on(EventFilter.any().trusting(Trust.CLAIMED), this::handle)
                .build();
    }

    private void handle(dev.anyhook.WebhookEvent event, Handling handling) {
        int call =
                calls.computeIfAbsent(event.id(), unseen -> new AtomicInteger()).incrementAndGet();
        if (failsAtFirst(event.id()) && call == 1) {
            throw new IllegalStateException("not yet");
        }
        handled.countDown();
    }

    private static boolean failsAtFirst(String id) {
        return id.endsWith("0");
    }

    /** In lumps, and by both ways, so that the inbox is idle between and is not. */
    private static void append(JdbcInbox inbox, int first) {
        var lump = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = first; i < EVENTS; i += APPENDERS) {
            var told = event("e" + i, "job" + i / 3, JobState.RUNNING);
            var incoming = i % 7 == 0 ? claimed(told) : new IncomingEvent(told, Trust.SIGNED, Instant.now());
            var kept = i % 2 == 0 ? inbox.append(incoming) : inbox.appendHere(incoming);
            lump.add(kept.toCompletableFuture());
            if (lump.size() > i % 11) {
                lump.forEach(append -> assertThat(result(append)).isEqualTo(Outcome.STORED));
                lump.clear();
            }
        }
        lump.forEach(Events::result);
    }

    /** Two processes over one database: what the one keeps it hands out itself. */
    @Test
    void twoReceiversHandleAllOnce() throws Exception {
        JdbcInbox one = database.open();
        JdbcInbox two = database.open();
        try (var first = receiver(one, 4);
                var second = receiver(two, 4)) {
            List<CompletableFuture<Void>> appenders = List.of(
                    CompletableFuture.runAsync(() -> append(one, 0)),
                    CompletableFuture.runAsync(() -> append(two, 1)),
                    CompletableFuture.runAsync(() -> append(one, 2)),
                    CompletableFuture.runAsync(() -> append(two, 3)));
            appenders.forEach(Events::result);

            assertThat(handled.await(60, TimeUnit.SECONDS))
                    .as("%d are left", handled.getCount())
                    .isTrue();
            assertThat(first.isOpen()).isEqualTo(second.isOpen());
        }
        calls.forEach((id, count) -> assertThat(count).as(id).hasValue(failsAtFirst(id) ? 2 : 1));
    }
}
