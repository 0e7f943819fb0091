package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.result;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers whose thread may be held, and who write in SQLite themselves if nobody else does. */
@Timeout(60)
class CallersWriteTest {
    /** How often a caller may find the writer awake; it is about to sleep then. */
    private static final int TRIES = 10_000;

    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile Thread toHold;
    private Database plain;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        plain = Engine.SQLITE.fresh(folder);
        inbox = plain.open(JdbcInboxOptions.defaults(), faults);
        faults.writers.clear(); // This thread made the tables.
        faults.failBefore(call -> {
            if (call.equals("commit")) {
                holdIfTold();
            }
            return false;
        });
        result(inbox.append(signed("first")));
    }

    private void holdIfTold() {
        if (Thread.currentThread() == toHold) {
            toHold = null;
            held.countDown();
            try {
                goOn.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(plain.isWhole()).isTrue();
    }

    @Test
    void writeThemselves() throws SQLException {
        int appended = 0;
        while (!faults.writers.contains(Thread.currentThread()) && appended < TRIES) {
            assertThat(kept("e" + appended++).join()).isEqualTo(Outcome.STORED);
        }
        assertThat(faults.writers).contains(Thread.currentThread());
        assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event")).isEqualTo(1 + appended);
    }

    @Test
    void doNotWriteWhenTheirThreadMustNotBeHeld() {
        for (int i = 0; i < 50; i++) {
            result(inbox.append(signed("e" + i)));
        }
        assertThat(faults.writers).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void doNotWriteOnceInterrupted() {
        for (int i = 0; i < 50; i++) {
            Thread.currentThread().interrupt();
            CompletableFuture<Outcome> kept = kept("e" + i);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(kept.join()).isEqualTo(Outcome.STORED);
        }
        assertThat(faults.writers).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void doNotWaitForOneWhoWrites() throws Exception {
        Thread first = heldWhileItWrites();

        CompletableFuture<Outcome> second = kept("second");
        assertThat(second).isNotDone();
        goOn.countDown();
        assertThat(result(second)).isEqualTo(Outcome.STORED);
        first.join();
    }

    /** A caller in the middle of writing, until it may go on. */
    private Thread heldWhileItWrites() throws InterruptedException {
        Thread caller = new Thread(this::holdOneself);
        caller.start();
        held.await();
        return caller;
    }

    /** Appends until it is this thread that commits, and is held then. */
    private void holdOneself() {
        toHold = Thread.currentThread();
        for (int i = 0; held.getCount() > 0 && i < TRIES; i++) {
            kept("held " + i).join();
        }
    }

    @Test
    void doNotWaitForAHandlerThatWrites() throws Exception {
        Lease lease = Events.claimOne(inbox, NOON);
        lease.resource(Connection.class).orElseThrow().createStatement().close();
        CompletableFuture<Outcome> kept = kept("meanwhile");

        assertThat(kept).isNotDone();
        assertThat(Events.done(inbox, lease)).isTrue();
        assertThat(result(kept)).isEqualTo(Outcome.STORED);
    }

    @Test
    void areWaitedForWhenTheInboxCloses() throws Exception {
        Thread caller = heldWhileItWrites();
        CompletableFuture<Outcome> queued = kept("queued");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(inbox::close);
        goOn.countDown();
        result(closing);
        caller.join();

        assertThat(result(queued)).isEqualTo(Outcome.STORED);
        assertThat(kept("late")).isCompletedExceptionally();
    }

    @Test
    void mayAppendMoreAsSoonAsTheyAreAnswered() {
        for (int i = 0; i < 50; i++) {
            String next = "after " + i;
            assertThat(kept("e" + i).thenCompose(kept -> kept(next)).join()).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void learnThatItFailed() {
        faults.failBefore("commit"::equals);
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Outcome> failing = kept("e" + i);
            assertThatThrownBy(failing::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(SQLException.class);
        }
        faults.none();
        assertThat(kept("e0").join()).isEqualTo(Outcome.STORED);
    }

    @Test
    void eachLearnWhatBecameOfTheirOwn() throws SQLException {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<CompletableFuture<List<Outcome>>>();
            for (int caller = 0; caller < 8; caller++) {
                String name = "caller " + caller + " ";
                all.add(CompletableFuture.supplyAsync(() -> appended(name), callers));
            }
            assertThat(all).allSatisfy(outcomes -> assertThat(result(outcomes)).containsExactlyElementsOf(twice(100)));
        } finally {
            callers.shutdown();
        }
        assertThat(plain.count("SELECT COUNT(*) FROM anyhook_event")).isEqualTo(801);
    }

    private List<Outcome> appended(String name) {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < 100; i++) {
            outcomes.add(kept(name + i).join());
            outcomes.add(kept(name + i).join());
        }
        return outcomes;
    }

    private static List<Outcome> twice(int events) {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < events; i++) {
            outcomes.addAll(List.of(Outcome.STORED, Outcome.DUPLICATE));
        }
        return outcomes;
    }

    private CompletableFuture<Outcome> kept(String id) {
        return inbox.appendHere(signed(id)).toCompletableFuture();
    }
}
