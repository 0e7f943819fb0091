package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.LEASE;
import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.id;
import static dev.anyhook.inbox.jdbc.Events.result;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
class FaultsTest {
    /** A failure that leaves the connection, and with it the transaction's locks, alive. */
    private static final String OUT_OF_MEMORY = "53200";

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open(JdbcInboxOptions.defaults(), faults);
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anyhook_event", "anyhook_handling"})
    void keepsNothingWhenAnInsertFails(String table) throws Exception {
        faults.failBefore(Faults.insertsInto(table));

        assertThat(failed(inbox.append(signed("a")))).isTrue();

        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event")).isZero();
        faults.none();
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
    }

    @Test
    void keepsAGroupWholeWhenAnInsertFailsOnce() throws Exception {
        var goOn = new CountDownLatch(1);
        Semaphore held = faults.hold(engine.writers(), goOn);
        var appends = new ArrayList<CompletionStage<Outcome>>();
        for (int i = 0; i < engine.writers(); i++) {
            appends.add(inbox.append(signed("first" + i)));
            held.acquire();
        }
        for (int i = 0; i < 20; i++) {
            appends.add(inbox.append(signed("e" + i)));
        }
        var once = new AtomicBoolean(true);
        faults.say("40001");
        faults.failAfter(call -> Faults.insertsInto("anyhook_handling").test(call) && once.getAndSet(false));
        goOn.countDown();

        for (CompletionStage<Outcome> append : appends) {
            assertThat(result(append)).isEqualTo(Outcome.STORED);
        }
        assertThat(once).isFalse();
        assertThat(claim(inbox)).hasSize(appends.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505"})
    void triesAgainWhereAnotherWriterWasQuicker(String conflict) throws Exception {
        var first = new AtomicBoolean(true);
        faults.say(conflict);
        faults.failBefore(call -> call.equals("commit") && first.getAndSet(false));

        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);

        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event")).isOne();
    }

    @Test
    void keepsNothingWhenTheCommitNeverArrives() throws Exception {
        faults.failBefore("commit"::equals);

        assertThat(failed(inbox.append(signed("a")))).isTrue();

        faults.none();
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
    }

    @Test
    void answersNothingWhenTheCommitIsUncertainAndKnowsTheRepetition() {
        faults.failAfter("commit"::equals);

        assertThat(failed(inbox.append(signed("a")))).isTrue();

        faults.none();
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(id(claimOne(inbox))).isEqualTo("a");
    }

    @Test
    void reclaimsWhatWasClaimedByNobodyWhoKnows() {
        append(inbox, signed("a"));
        faults.failAfter("commit"::equals);

        assertThatThrownBy(() -> claim(inbox)).isInstanceOf(IllegalStateException.class);

        faults.none();
        assertThat(claim(inbox)).isEmpty();
        assertThat(claimOne(inbox, NOON.plus(LEASE)).attempt()).isEqualTo(2);
    }

    @Test
    void reclaimsWhatCouldNotBeSettled() {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        faults.failBefore(call -> call.startsWith("UPDATE anyhook_handling SET state"));

        assertThat(failed(inbox.settle(lease, new Settlement.Done()))).isTrue();

        faults.none();
        assertThat(done(inbox, claimOne(inbox, NOON.plus(LEASE)))).isTrue();
    }

    @Test
    void undoesAnEffectThatCouldNotBeSettledAndHasItOnceAfterAll() throws Exception {
        database.execute("CREATE TABLE effect (what TEXT)");
        append(inbox, signed("a"));
        Lease first = claimOne(inbox);
        Database.execute(connection(first), "INSERT INTO effect VALUES ('x')");
        faults.say(OUT_OF_MEMORY);
        faults.failBefore("commit"::equals);
        assertThat(failed(inbox.settle(first, new Settlement.Done()))).isTrue();
        faults.none();

        Lease second = claimOne(inbox, NOON.plus(LEASE));
        Database.execute(connection(second), "INSERT INTO effect VALUES ('x')");
        assertThat(done(inbox, second)).isTrue();

        assertThat(database.count("SELECT COUNT(*) FROM effect")).isOne();
    }

    @Test
    void handsOutOnceWhatWasSettledWithAnEffectThoughNobodyHeard() throws Exception {
        database.execute("CREATE TABLE effect (what TEXT)");
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        Database.execute(connection(lease), "INSERT INTO effect VALUES ('x')");
        faults.failAfter("commit"::equals);

        assertThat(failed(inbox.settle(lease, new Settlement.Done()))).isTrue();

        faults.none();
        assertThat(claim(inbox, NOON.plus(LEASE))).isEmpty();
        assertThat(database.count("SELECT COUNT(*) FROM effect")).isOne();
    }

    @Test
    void worksAgainOnceConnectionsCanBeHadAgain() {
        append(inbox, signed("a"));
        faults.failBefore(call -> true);
        assertThat(failed(inbox.append(signed("b")))).isTrue();

        faults.none();

        assertThat(append(inbox, signed("b"))).isEqualTo(Outcome.STORED);
    }

    private static Connection connection(Lease lease) {
        return lease.resource(Connection.class).orElseThrow();
    }

    static boolean failed(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
            return false;
        } catch (java.util.concurrent.ExecutionException expected) {
            return true;
        } catch (InterruptedException | java.util.concurrent.TimeoutException broken) {
            throw new AssertionError(broken);
        }
    }
}
