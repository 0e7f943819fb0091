package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A claim may be made long before it is true. When it is true it comes again, and must not be given up for what was
 * before.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class RenewedClaimsTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open(JdbcInboxOptions.defaults().withClock(new MovableClock()));
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    private Lease lease(Instant now) {
        return inbox.claim(1, now, LEASE).get(0);
    }

    private boolean settle(Lease lease, Settlement settlement) throws Exception {
        return inbox.settle(lease, settlement).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void retryTwice() throws Exception {
        assertThat(settle(claimOne(inbox), new Settlement.Retry(NOON, "not yet")))
                .isTrue();
        assertThat(settle(claimOne(inbox), new Settlement.Retry(NOON, "not yet")))
                .isTrue();
    }

    @Test
    void areAskedAboutAsOftenAsNewOnes() throws Exception {
        IncomingEvent claim = claimed(event("early"));
        append(inbox, claim);
        retryTwice();

        assertThat(append(inbox, claim)).isEqualTo(Outcome.DUPLICATE);

        assertThat(claimOne(inbox).attempt()).isEqualTo(1);
    }

    @Test
    void areNotGivenUpByWhoeverAskedBefore() throws Exception {
        IncomingEvent claim = claimed(event("early"));
        append(inbox, claim);
        retryTwice();
        Lease last = lease(NOON);

        assertThat(append(inbox, claim)).isEqualTo(Outcome.DUPLICATE);

        assertThat(settle(last, new Settlement.Dead("not confirmed"))).isFalse();
        assertThat(inbox.nextDue(true)).contains(NOON.plus(LEASE));
        assertThat(lease(NOON.plus(LEASE)).attempt()).isEqualTo(1);
    }

    @Test
    void canBeHandedBackOrConfirmedMeanwhile() throws Exception {
        IncomingEvent claim = claimed(event("early"));
        append(inbox, claim);
        Lease held = lease(NOON);
        append(inbox, claim);

        assertThat(settle(held, new Settlement.Released())).isTrue();
        Lease again = lease(NOON);
        assertThat(again.attempt()).isEqualTo(1);
        append(inbox, claim);

        assertThat(settle(again, new Settlement.Confirmed(event("true"), NOON))).isTrue();
        assertThat(append(inbox, claim)).isEqualTo(Outcome.DUPLICATE);
        assertThat(lease(NOON).attempt()).isEqualTo(1);
    }

    @Test
    void keepTheirAttemptsWhenTheyAreLeftToAnotherWorker() throws Exception {
        append(inbox, claimed(event("early")));
        retryTwice();
        Instant later = NOON.plusSeconds(60);

        assertThat(settle(claimOne(inbox), new Settlement.Deferred(later, "no such endpoint here")))
                .isTrue();

        assertThat(inbox.claim(1, NOON, LEASE)).isEmpty();
        assertThat(lease(later).attempt()).isEqualTo(3);
    }

    @Test
    void areNotEventsThatAreSigned() throws Exception {
        append(inbox, signed("event"));
        retryTwice();

        assertThat(append(inbox, signed("event"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(append(inbox, claimed(event("event")))).isEqualTo(Outcome.DUPLICATE);

        Lease third = claimOne(inbox);
        assertThat(third.attempt()).isEqualTo(3);
        assertThat(settle(third, new Settlement.Dead("broken"))).isTrue();
    }
}
