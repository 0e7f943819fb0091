package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.LEASE;
import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.listed;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.receiver.Claimant;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A claim is made again, or becomes true, while somebody else is just changing it: he is waited for, but holding
 * nothing.
 */
@Timeout(120)
class HeldClaimsTest {
    private static final IncomingEvent CLAIM = claimed(event("early"));
    private static final String GIVEN_UP =
            "UPDATE anyhook_handling SET state = 'DEAD', attempts = 3, settled_at = 0 WHERE claimed = 1";
    private static final String HANDLING = "UPDATE anyhook_handling SET attempts = attempts WHERE claimed = 1";
    private static final String EVENT = "UPDATE anyhook_event SET type = type WHERE trust = 'CLAIMED'";

    private final String url = PostgresServer.shared().freshDatabase();
    private final JdbcInbox inbox = JdbcInbox.postgresql(url, JdbcInboxOptions.defaults());
    private Connection other;

    @BeforeEach
    void begin() throws Exception {
        append(inbox, CLAIM);
        other = DriverManager.getConnection(url);
    }

    @AfterEach
    void close() throws Exception {
        other.close();
        inbox.close();
        assertThat(new Database(() -> new PostgresDialect(PostgresUrl.source(url)), url).isWhole())
                .isTrue();
    }

    private void hold(String update) throws Exception {
        other.setAutoCommit(false);
        Database.execute(other, update);
    }

    /** Whoever is just giving the claim up must not have it count as kept. */
    @Test
    void isKeptThoughItWasJustGivenUp() throws Exception {
        Database.execute(other, "UPDATE anyhook_handling SET attempts = 3");
        hold(GIVEN_UP);
        CompletableFuture<Outcome> again = inbox.append(CLAIM).toCompletableFuture();
        assertThat(append(inbox, signed("signed"))).as("nobody else waits").isEqualTo(Outcome.STORED);
        assertThat(again.isDone()).isFalse();
        other.commit();

        assertThat(again.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
        assertThat(listed(inbox, InboxQuery.all()))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.state()).isEqualTo(RowState.PENDING));
    }

    @Test
    void takesItsOldPlaceOnceThatIsFree() throws Exception {
        Database.execute(other, GIVEN_UP);
        hold(HANDLING);
        CompletableFuture<Outcome> again = inbox.append(CLAIM).toCompletableFuture();
        assertThat(append(inbox, signed("signed"))).isEqualTo(Outcome.STORED);
        assertThat(again.isDone()).isFalse();
        other.commit();

        assertThat(again.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
    }

    @Test
    void doesNotFailTheSignedEventThatTakesItsPlace() throws Exception {
        Database.execute(other, GIVEN_UP);
        hold(HANDLING);
        CompletableFuture<Outcome> truth = inbox.append(signed("early")).toCompletableFuture();
        for (int i = 0; i < 20; i++) {
            assertThat(append(inbox, signed("signed " + i))).isEqualTo(Outcome.STORED);
        }
        assertThat(truth.isDone()).isFalse();
        other.commit();

        assertThat(truth.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.STORED);
    }

    @Test
    void yieldsToWhatIsSignedOnceNobodyElseIsChangingIt() throws Exception {
        hold(EVENT);
        try (Connection mine = DriverManager.getConnection(url)) {
            mine.setAutoCommit(false);
            Database.execute(mine, "SET LOCAL lock_timeout = '5s'");
            assertThat(Collisions.keep(
                            new PostgresDialect(PostgresUrl.source(url)), new Session(mine), signed("early"), NOON))
                    .isNull();
        }
        other.rollback();

        assertThat(append(inbox, signed("early"))).isEqualTo(Outcome.STORED);
    }

    /** Two who hold rows and wait for each other's stand still until the database ends one of them. */
    @Test
    void isNotWaitedForByWhoHoldsRows() throws Exception {
        Database.execute(other, GIVEN_UP);
        for (String change : List.of(HANDLING, EVENT)) {
            hold(change);
            try (Connection mine = DriverManager.getConnection(url)) {
                mine.setAutoCommit(false);
                Database.execute(mine, "SET LOCAL lock_timeout = '5s'");
                Outcome outcome =
                        Collisions.keep(new PostgresDialect(PostgresUrl.source(url)), new Session(mine), CLAIM, NOON);
                assertThat(outcome).as(change).isNull();
            }
            other.rollback();
        }
    }

    /** Who claims with a group is told of what it keeps, and not of what is yet to be kept. */
    @Test
    void isAnnouncedWhenItIsKept() throws Exception {
        Database.execute(other, GIVEN_UP);
        hold(HANDLING);
        var dialect = new PostgresDialect(PostgresUrl.source(url));
        var batch = new Batch(dialect, new Appends(dialect, Instant::now), new Settles(Instant::now));
        var again = new Command.Append(CLAIM);
        var kept = new Command.Append(signed("signed"));
        var claims = new Claims(dialect, false, row -> new HeldLease(row, null), System::nanoTime);
        var standing = new Command.ClaimNext(
                new Nobody(),
                (session, mere) -> claims.take(session, 10, 0, NOON, LEASE).orElseThrow(),
                () -> {});
        try (Connection mine = DriverManager.getConnection(url)) {
            mine.setAutoCommit(false);
            batch.write(new Session(mine), List.of(again, kept, standing));
        }

        assertThat(kept.isTold()).isTrue();
        assertThat(again.result()).isNull();
        assertThat(again.isTold()).isFalse();
    }

    private static final class Nobody implements Claimant {
        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public int room() {
            return 10;
        }

        @Override
        public int roomForClaims() {
            return 0;
        }

        @Override
        public void begun() {}

        @Override
        public void answered() {}
    }
}
