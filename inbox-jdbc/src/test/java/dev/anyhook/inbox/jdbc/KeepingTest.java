package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.ids;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.InboxFullException;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
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
class KeepingTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open();
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void keepsEveryFieldOverARestart() {
        byte[] bytes = new byte[1024 * 1024];
        new Random(1).nextBytes(bytes);
        var job = new JobUpdate(
                "job-1",
                JobState.DEGRADED,
                "abgeschwächt 🙂",
                List.of(URI.create("https://a.example/?x=1"), URI.create("https://b.example/ü")),
                "half of it\nfailed");
        var whole = new WebhookEvent(
                ProviderId.of("acme"),
                "acme-live",
                "id-1",
                "thing.done",
                NOON.plusNanos(123_456_000),
                job,
                Payload.copyOf(bytes));
        var incoming = new IncomingEvent(whole, Trust.SIGNED, NOON.minusNanos(1_000));

        append(inbox, incoming);
        inbox.close();
        inbox = database.open();

        assertThat(claimOne(inbox).incoming()).isEqualTo(incoming);
    }

    @Test
    void keepsWhatIsAbsentAbsent() {
        var bare = new WebhookEvent(
                ProviderId.of("acme"), "acme-live", "bare", WebhookEvent.UNKNOWN_TYPE, null, null, Payload.empty());

        append(inbox, signed(bare));

        assertThat(claimOne(inbox).incoming().event()).isEqualTo(bare);
    }

    @Test
    void keepsAnEventOncePerEndpoint() {
        WebhookEvent elsewhere =
                new WebhookEvent(ProviderId.of("acme"), "acme-test", "a", "thing.done", NOON, null, Payload.empty());

        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(append(inbox, signed(elsewhere))).isEqualTo(Outcome.STORED);
        done(inbox, claim(inbox).get(0));
        assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void tellsIdsApartThatADatabaseWouldConfuse() {
        String endless = "x".repeat(100_000);

        for (String id :
                List.of("a\u0000", "a\uFFFD", "A", "a", "a ", endless + 1, endless + 2, "a\uD800", "a\uD801")) {
            assertThat(append(inbox, signed(id))).as("%.9s", id).isEqualTo(Outcome.STORED);
            assertThat(append(inbox, signed(id))).as("%.9s again", id).isEqualTo(Outcome.DUPLICATE);
        }
        assertThat(ids(claim(inbox))).hasSize(9).contains(endless + 1, endless + 2, "a\uFFFD");
    }

    @Test
    void keepsTextAndInstantsOfAnyKind() {
        var job = new JobUpdate("j\u0000ob", JobState.UNKNOWN, "\uDFFFx", List.of(), "\u0000");
        var odd = new WebhookEvent(
                ProviderId.of("acme"), "acme-live", "odd", "ty\u0000pe", Instant.MAX, job, Payload.utf8("\u0000"));

        append(inbox, signed(odd));
        append(inbox, signed(Events.occurring(event("old"), Instant.MIN)));
        append(inbox, signed(Events.occurring(event("first"), Instant.parse("0000-01-01T00:00:00Z"))));
        append(inbox, signed(Events.occurring(event("last"), Instant.parse("9999-12-31T23:59:59.999999Z"))));

        List<Lease> leases = claim(inbox);
        assertThat(ids(leases)).containsExactlyInAnyOrder("odd", "old", "first", "last");
        assertThat(leases)
                .extracting(lease -> lease.incoming().event().occurredAt())
                .contains(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999Z"));
    }

    @Test
    void handsOutTheFirstEndOfAJobOnly() throws Exception {
        append(inbox, signed(event("a", "job", JobState.SUCCEEDED)));
        append(inbox, signed(event("b", "job", JobState.SUCCEEDED)));
        append(inbox, signed(event("c", "job", JobState.FAILED)));

        assertThat(ids(claim(inbox))).containsExactly("a");
        assertThat(state("b")).isEqualTo(RowState.REPEATED);
        assertThat(state("c")).isEqualTo(RowState.CONTRADICTING);
    }

    @Test
    void neverLetsAClaimTakeTheEndOfAJob() throws Exception {
        append(inbox, claimed(event("claim", "job", JobState.FAILED)));
        append(inbox, signed(event("truth", "job", JobState.SUCCEEDED)));

        assertThat(ids(claim(inbox))).containsExactlyInAnyOrder("claim", "truth");
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event WHERE end_key = 'job' AND event_id = 'truth'"))
                .isOne();
    }

    @Test
    void saysThatAnEarlierStateIsLate() {
        append(inbox, signed(event("end", "job", JobState.SUCCEEDED)));
        append(inbox, signed(event("begin", "job", JobState.RUNNING)));
        append(inbox, signed(event("other", "job2", JobState.RUNNING)));

        assertThat(claim(inbox))
                .extracting(lease -> Events.id(lease) + lease.isLate())
                .containsExactlyInAnyOrder("endfalse", "begintrue", "otherfalse");
    }

    @Test
    void keepsAConfirmedClaimUnderBothIds() {
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));
        WebhookEvent truth = event("truth", "job", JobState.FAILED);

        assertThat(settle(inbox, claimOne(inbox), new Settlement.Confirmed(truth, NOON)))
                .isTrue();

        assertThat(append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.DUPLICATE);
        assertThat(append(inbox, signed(truth))).isEqualTo(Outcome.DUPLICATE);
        var lease = claimOne(inbox);
        assertThat(lease.incoming()).isEqualTo(new IncomingEvent(truth, Trust.CONFIRMED, NOON));
        assertThat(lease.attempt()).isOne();
    }

    @Test
    void confirmsTwoClaimsOfOneOutcomeOnce() throws Exception {
        append(inbox, claimed(event("one", "job", JobState.SUCCEEDED)));
        append(inbox, claimed(event("two", "job", JobState.SUCCEEDED)));
        WebhookEvent truth = event("truth", "job", JobState.SUCCEEDED);

        for (var lease : claim(inbox)) {
            assertThat(settle(inbox, lease, new Settlement.Confirmed(truth, NOON)))
                    .isTrue();
        }

        assertThat(ids(claim(inbox))).containsExactly("truth");
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'REPEATED'"))
                .isOne();
    }

    @Test
    void marksAConfirmationThatContradictsTheEnd() throws Exception {
        append(inbox, signed(event("end", "job", JobState.SUCCEEDED)));
        done(inbox, claimOne(inbox));
        append(inbox, claimed(event("claim", "job", JobState.FAILED)));

        settle(inbox, claimOne(inbox), new Settlement.Confirmed(event("truth", "job", JobState.FAILED), NOON));

        assertThat(claim(inbox)).isEmpty();
        assertThat(state("truth")).isEqualTo(RowState.CONTRADICTING);
    }

    @Test
    void letsNoClaimTakeThePlaceOfWhatAnotherIsConfirmedToBe() {
        append(inbox, claimed(event("truth", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Dead("too early"));
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));

        settle(inbox, claimOne(inbox), new Settlement.Confirmed(event("truth", "job", JobState.SUCCEEDED), NOON));

        assertThat(claimOne(inbox).incoming().trust()).isEqualTo(Trust.CONFIRMED);
    }

    @Test
    void takesAClaimAnewThatWasGivenUp() {
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Dead("the job still runs"));

        assertThat(append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.STORED);
        assertThat(claimOne(inbox).attempt()).isOne();
    }

    @Test
    void refusesClaimsBeyondTheirRoomAndNothingElse() throws Exception {
        try (JdbcInbox small = database.open(JdbcInboxOptions.defaults().withClaims(3))) {
            append(small, claimed(event("c1")));
            append(small, claimed(event("c2")));
            settle(small, claim(small).get(0), new Settlement.Dead("never confirmed"));
            append(small, claimed(event("c3")));

            assertThatThrownBy(() -> small.append(claimed(event("c4")))
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(InboxFullException.class)
                    .hasMessageContaining("claims");
            assertThat(append(small, signed("s"))).isEqualTo(Outcome.STORED);
        }
        try (JdbcInbox reopened = database.open(JdbcInboxOptions.defaults().withClaims(3))) {
            reopened.countClaims();

            assertThat(FaultsTest.failed(reopened.append(claimed(event("c5"))))).isTrue();
            claim(reopened).forEach(lease -> done(reopened, lease));
            claim(reopened, NOON.plus(Events.LEASE)).forEach(lease -> done(reopened, lease));
            reopened.countClaims();
            assertThat(append(reopened, claimed(event("c5")))).isEqualTo(Outcome.STORED);
        }
    }

    @Test
    void letsAnEndTakeThePlaceOfAClaimThatWasGivenUpAndOfNoOtherEnd() throws Exception {
        append(inbox, claimed(event("id", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Dead("never confirmed"));
        append(inbox, signed(event("end", "job", JobState.FAILED)));

        assertThat(append(inbox, signed(event("id", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.STORED);
        assertThat(append(inbox, signed(event("id", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.DUPLICATE);

        assertThat(ids(claim(inbox))).containsExactly("end");
        assertThat(state("id")).isEqualTo(RowState.CONTRADICTING);
    }

    /** Who makes claims while an endpoint takes them must not shut out what is signed there later. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsWhatIsSignedTakeThePlaceOfAClaimOfItsId(boolean handled) {
        append(inbox, claimed(event("id", "job", JobState.SUCCEEDED)));
        if (handled) {
            done(inbox, claimOne(inbox));
        }

        assertThat(append(inbox, signed(event("id", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.STORED);
        assertThat(append(inbox, signed(event("id", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.DUPLICATE);
        assertThat(append(inbox, claimed(event("id", "job", JobState.SUCCEEDED))))
                .isEqualTo(Outcome.DUPLICATE);
        List<Lease> leases = claim(inbox);

        assertThat(leases.get(0).incoming().trust()).isEqualTo(Trust.SIGNED);
        assertThat(leases).hasSize(handled ? 1 : 2);
        leases.stream().skip(1).forEach(claim -> {
            settle(inbox, claim, new Settlement.Confirmed(event("id", "job", JobState.SUCCEEDED), NOON));
            assertThat(claim(inbox)).as("the claim turned out to be the same").isEmpty();
        });
    }

    @Test
    void takesNothingElseAnew() {
        append(inbox, signed("dead"));
        settle(inbox, claimOne(inbox), new Settlement.Dead("broken"));

        assertThat(append(inbox, signed("dead"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(claim(inbox)).isEmpty();
    }

    private RowState state(String id) {
        var found = new java.util.ArrayList<RowState>();
        inbox.list(InboxQuery.all().withId(id), entry -> found.add(entry.state()));
        return found.get(0);
    }
}
