package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.id;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.JobState;
import dev.anyhook.Payload;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
class RecordsTest {
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
    void listsNewestFirstByAnyFilter() {
        append(inbox, signed("a"));
        append(inbox, new IncomingEvent(event("b", "job", JobState.RUNNING), Trust.SIGNED, NOON.plusSeconds(1)));
        append(inbox, new IncomingEvent(event("c", "job", JobState.SUCCEEDED), Trust.SIGNED, NOON.plusSeconds(2)));
        append(inbox, signed(event("d", "job", JobState.SUCCEEDED)));

        assertThat(listed(InboxQuery.all())).containsExactly("d", "c", "b", "a");
        assertThat(listed(InboxQuery.all().limitedTo(2))).containsExactly("d", "c");
        assertThat(listed(InboxQuery.all().inState(RowState.REPEATED))).containsExactly("d");
        assertThat(listed(InboxQuery.all().ofJob("job"))).containsExactly("d", "c", "b");
        assertThat(listed(InboxQuery.all().since(NOON.plusSeconds(1)))).containsExactly("c", "b");
        assertThat(listed(InboxQuery.all().ofEndpoint("nowhere"))).isEmpty();
        assertThat(listed(InboxQuery.all().ofEndpoint("acme-live").withId("a"))).containsExactly("a");
    }

    @Test
    void countsWhatIsNotHandledAndSaysSinceWhenItIsDue() {
        inbox.close();
        var clock = new MovableClock();
        inbox = database.open(JdbcInboxOptions.defaults().withClock(clock));
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(0, 0, 0, null));
        append(inbox, signed("done"));
        done(inbox, claimOne(inbox));
        append(inbox, signed("dead"));
        settle(inbox, claimOne(inbox), new Settlement.Dead("no"));
        append(inbox, claimed(event("dead claim")));
        settle(inbox, claimOne(inbox), new Settlement.Dead("no"));
        append(inbox, signed("later"));
        settle(inbox, claimOne(inbox), new Settlement.Retry(NOON.plusSeconds(5), "not now"));
        append(inbox, signed("held"));
        claimOne(inbox);

        assertThat(inbox.counts()).as("one waits, one is held").isEqualTo(new InboxCounts(2, 0, 2, null));

        clock.forward(Events.LEASE);
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(2, 0, 2, NOON.plusSeconds(5)));
        settle(inbox, claimOne(inbox, NOON.plusSeconds(5)), new Settlement.Retry(NOON.plusSeconds(900), "not now"));
        assertThat(inbox.counts()).as("its lease is over").isEqualTo(new InboxCounts(2, 0, 2, NOON.plus(Events.LEASE)));

        append(inbox, claimed(event("claim")));
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(2, 1, 2, NOON));

        assertThat(inbox.replay(entry("dead").number())).isTrue();
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(3, 1, 1, Instant.EPOCH));
    }

    @Test
    void letsGoOfWhatWasGivenUpAndRemembersIt() {
        append(inbox, signed(event("dead", "job", JobState.FAILED)));
        settle(inbox, claimOne(inbox), new Settlement.Dead("the handler threw"));
        long number = entry("dead").number();

        assertThat(inbox.discard(number, "ada", "the customer has left")).isTrue();

        assertThat(entry("dead").state()).isEqualTo(RowState.DONE);
        assertThat(entry("dead").lastError()).isEqualTo("discarded by ada: the customer has left");
        assertThat(entry("dead").settledAt()).isNotNull();
        assertThat(append(inbox, signed(event("dead", "job", JobState.FAILED)))).isEqualTo(Outcome.DUPLICATE);
        append(inbox, signed(event("again", "job", JobState.FAILED)));
        assertThat(entry("again").state()).as("the job's end is remembered").isEqualTo(RowState.REPEATED);
        assertThat(inbox.discard(number, "ada", "twice")).isFalse();
        assertThat(inbox.replay(number))
                .as("there is a way back until it is forgotten")
                .isTrue();
        assertThat(entry("dead").lastError()).isNull();
    }

    @Test
    void repairsOnlyWhatIsStillAsItWasSeen() {
        append(inbox, signed("a"));
        settle(inbox, claimOne(inbox), new Settlement.Dead("the handler threw"));
        long number = entry("a").number();
        inbox.discard(number, "ada", "so");

        assertThat(inbox.replay(number, RowState.DEAD)).isFalse();
        assertThat(entry("a").state()).isEqualTo(RowState.DONE);
        assertThat(inbox.replay(number, RowState.DONE)).isTrue();
        assertThat(inbox.replay(number, RowState.DONE)).isFalse();
        assertThat(inbox.replay(number, RowState.PENDING)).isFalse();
    }

    @Test
    void letsGoOfAClaimSoThatItCanBeMadeAgain() {
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Dead("nobody confirmed it"));
        long number = entry("claim").number();

        assertThat(inbox.discard(number, "ada", "a forgery")).isTrue();

        assertThat(inbox.find(number)).get().satisfies(discarded -> {
            assertThat(discarded.state()).isEqualTo(RowState.DONE);
            assertThat(discarded.lastError()).isEqualTo("discarded by ada: a forgery");
        });
        IncomingEvent again = claimed(event("claim", "job", JobState.SUCCEEDED));
        assertThat(append(inbox, again)).isEqualTo(Outcome.STORED);
        assertThat(entry("claim").number()).isNotEqualTo(number);
        assertThat(append(inbox, again)).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void letsGoOfNothingElse() {
        append(inbox, signed("waits"));
        assertThat(inbox.discard(entry("waits").number(), "ada", "so")).isFalse();
        Lease held = claimOne(inbox);
        assertThat(inbox.discard(entry("waits").number(), "ada", "so")).isFalse();
        done(inbox, held);
        assertThat(inbox.discard(entry("waits").number(), "ada", "so")).isFalse();
        assertThat(inbox.discard(999, "ada", "so")).isFalse();
        assertThat(entry("waits").lastError()).isNull();
        assertThatThrownBy(() -> inbox.discard(1, " ", "so")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> inbox.discard(1, "ada", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasOneReceiver() {
        inbox.onAvailable(() -> {});

        assertThatThrownBy(() -> inbox.onAvailable(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the inbox has a receiver already");
    }

    private InboxRecord entry(String id) {
        return Events.listed(inbox, InboxQuery.all().withId(id)).get(0);
    }

    @Test
    void readsNoMoreOfALongListThanIsLookedAt() {
        appendAll(1_000);
        append(inbox, signed("last"));
        var first = new ArrayList<String>();

        assertThatThrownBy(() -> inbox.list(InboxQuery.all(), entry -> {
                    first.add(entry.incoming().event().id());
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");

        assertThat(first).containsExactly("last");
        assertThat(listed(InboxQuery.all())).hasSize(1_001);
    }

    private void appendAll(int count) {
        IntStream.range(0, count)
                .mapToObj(i -> inbox.append(signed("e" + i)))
                .toList()
                .forEach(Events::result);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 32, 199, 200, 201, 400, 401, 500})
    void listsAsManyAsAreWantedOfHoweverMany(int limit) {
        appendAll(401);

        List<String> all = listed(InboxQuery.all());
        assertThat(all).hasSize(401).doesNotHaveDuplicates();
        List<String> wanted = limit == 0 ? all : all.subList(0, Math.min(limit, 401));
        assertThat(listed(InboxQuery.all().limitedTo(limit))).isEqualTo(wanted);
        assertThat(listed(InboxQuery.all().limitedTo(limit).withoutPayloads())).isEqualTo(wanted);
        assertThat(listed(InboxQuery.all().limitedTo(limit).inState(RowState.DEAD)))
                .isEmpty();
    }

    /** Somebody who pages through a list may take all day. */
    @Test
    void keepsNothingFromAnybodyWhileSomebodyLooks() {
        appendAll(401);
        var seen = new ArrayList<String>();

        inbox.list(InboxQuery.all().withoutPayloads(), entry -> {
            if (seen.size() % 100 == 0) {
                inbox.find(entry.number()).orElseThrow();
                assertThat(append(inbox, signed("meanwhile " + seen.size()))).isEqualTo(Outcome.STORED);
            }
            seen.add(entry.incoming().event().id());
        });

        assertThat(seen).hasSize(401).doesNotHaveDuplicates();
    }

    @Test
    void readsNoPayloadForAListThatShowsNone() {
        append(inbox, signed(event("a", "job", JobState.SUCCEEDED)));
        var whole = new ArrayList<InboxRecord>();
        var bare = new ArrayList<InboxRecord>();

        inbox.list(InboxQuery.all(), whole::add);
        inbox.list(InboxQuery.all().withoutPayloads().withId("a"), bare::add);

        WebhookEvent event = event("a", "job", JobState.SUCCEEDED);
        assertThat(whole).extracting(InboxRecord::incoming).containsExactly(signed(event));
        assertThat(bare)
                .extracting(InboxRecord::incoming)
                .containsExactly(signed(new WebhookEvent(
                        event.provider(), event.endpoint(), "a", event.type(), NOON, event.job(), Payload.empty())));
        assertThat(inbox.find(bare.get(0).number())).contains(whole.get(0));
    }

    @Test
    void findsAClaimByTheIdThatItCameWithWhereNoEventHasIt() throws Exception {
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Confirmed(event("truth", "job", JobState.SUCCEEDED), NOON));

        assertThat(only("claim")).isEqualTo(only("truth"));

        append(inbox, signed("claim"));
        assertThat(only("claim").incoming().trust()).isEqualTo(Trust.SIGNED);
    }

    @Test
    void findsAClaimWhoseIdAConfirmedEventTookOnceThatIsForgotten() throws Exception {
        append(inbox, claimed(event("truth", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Dead("too early"));
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));
        settle(inbox, claimOne(inbox), new Settlement.Confirmed(event("truth", "job", JobState.SUCCEEDED), NOON));
        InboxRecord news = only("truth");
        assertThat(news.incoming().trust()).isEqualTo(Trust.CONFIRMED);

        for (String table : List.of("anyhook_event", "anyhook_handling")) {
            database.execute("DELETE FROM " + table + " WHERE seq = " + news.number());
        }

        assertThat(only("truth").state()).isEqualTo(RowState.DEAD);
    }

    @Test
    void tellsWhatBecameOfAnEntry() {
        append(inbox, signed("a"));
        settle(inbox, claimOne(inbox), new Settlement.Retry(NOON.plusSeconds(9), "first"));
        InboxRecord waiting = inbox.find(only("a").number()).orElseThrow();
        settle(inbox, claimOne(inbox, NOON.plusSeconds(9)), new Settlement.Dead("x".repeat(5_000)));
        InboxRecord dead = only("a");

        assertThat(waiting.incoming()).isEqualTo(signed("a"));
        assertThat(waiting.dueAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(waiting.lastError()).isEqualTo("first");
        assertThat(waiting.settledAt()).isNull();
        assertThat(dead.state()).isEqualTo(RowState.DEAD);
        assertThat(dead.attempts()).isEqualTo(2);
        assertThat(dead.dueAt()).isNull();
        assertThat(dead.settledAt()).isNotNull();
        assertThat(dead.lastError()).hasSize(1_000);
        assertThat(inbox.find(-1)).isEmpty();
    }

    @Test
    void repairsUnderTheSameId() {
        append(inbox, signed("a"));
        Lease lease = claimOne(inbox);
        long number = only("a").number();
        assertThat(inbox.replay(number)).isFalse();
        done(inbox, lease);

        assertThat(inbox.replay(number)).isTrue();

        Lease again = claimOne(inbox);
        assertThat(id(again)).isEqualTo("a");
        assertThat(again.attempt()).isOne();
        assertThat(done(inbox, lease)).isFalse();
        assertThat(inbox.replay(-1)).isFalse();
    }

    @Test
    void runsAnewUnderAnIdOfItsOwnAndRecordsWhoAndWhy() {
        append(inbox, signed(event("a", "job", JobState.SUCCEEDED)));
        done(inbox, claimOne(inbox));

        String anew = inbox.replayAnew(only("a").number(), "ada", "the publisher lost it")
                .orElseThrow();

        assertThat(id(claimOne(inbox))).isEqualTo(anew).isNotEqualTo("a");
        InboxRecord record = only(anew);
        assertThat(record.replayedBy()).isEqualTo("ada");
        assertThat(record.replayedWhy()).isEqualTo("the publisher lost it");
        assertThat(inbox.replayAnew(-1, "ada", "x")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> inbox.replayAnew(1, " ", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void confirmsAClaimThatIsRunAnewUnderItsNewId() {
        append(inbox, claimed(event("claim", "job", JobState.SUCCEEDED)));
        var truth = new Settlement.Confirmed(event("truth", "job", JobState.SUCCEEDED), NOON);
        append(inbox, claimed(event("claim2", "job", JobState.SUCCEEDED)));
        List<Lease> claims = claim(inbox);
        settle(inbox, claims.get(0), truth);
        settle(inbox, claims.get(1), truth);
        done(inbox, claimOne(inbox));

        String anew =
                inbox.replayAnew(only("claim2").number(), "ada", "why not").orElseThrow();
        settle(inbox, claimOne(inbox), truth);

        Lease again = claimOne(inbox);
        assertThat(id(again)).isEqualTo(anew);
        assertThat(again.incoming().trust()).isEqualTo(Trust.CONFIRMED);
    }

    private List<String> listed(InboxQuery query) {
        var ids = new ArrayList<String>();
        inbox.list(query, entry -> ids.add(entry.incoming().event().id()));
        return ids;
    }

    private InboxRecord only(String id) {
        var found = new ArrayList<InboxRecord>();
        inbox.list(InboxQuery.all().withId(id), found::add);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
