package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claim;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.settle;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.JobState;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class RetentionTest {
    private static final Duration PERIOD = Duration.ofHours(72);

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private Database database;
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        database = engine.fresh(folder);
        inbox = database.open(JdbcInboxOptions.defaults().withRetention(PERIOD).withClock(clock));
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
        assertThat(database.isWhole()).isTrue();
    }

    @Test
    void forgetsWhatWasHandledAndNothingElse() throws Exception {
        for (String id : List.of("done", "dead", "waits")) {
            append(inbox, signed(event(id, "job-" + id, JobState.SUCCEEDED)));
        }
        append(inbox, signed(event("repeated", "job-done", JobState.SUCCEEDED)));
        for (Lease lease : claim(inbox)) {
            switch (Events.id(lease)) {
                case "done" -> done(inbox, lease);
                case "dead" -> settle(inbox, lease, new Settlement.Dead("x"));
                default ->
                    settle(inbox, lease, new Settlement.Retry(clock.instant().plusSeconds(1), "x"));
            }
        }

        clock.forward(PERIOD);
        inbox.prune();
        assertThat(rows()).isEqualTo(4);
        clock.forward(Duration.ofMillis(1));
        inbox.prune();

        assertThat(rows()).isEqualTo(2);
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state IN ('PENDING', 'DEAD')"))
                .isEqualTo(2);
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event WHERE end_key IS NOT NULL"))
                .isEqualTo(2);
        assertThat(append(inbox, signed("done"))).isEqualTo(Outcome.STORED);
        assertThat(append(inbox, signed("dead"))).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void remembersTheEndOfAJobForAsLongAsSomethingOfItWaits() throws Exception {
        append(inbox, signed(event("begin", "job", JobState.RUNNING)));
        settle(inbox, Events.claimOne(inbox), new Settlement.Dead("broken"));
        append(inbox, signed(event("end", "job", JobState.SUCCEEDED)));
        done(inbox, Events.claimOne(inbox));
        clock.forward(PERIOD.plusSeconds(1));
        inbox.prune();

        assertThat(rows()).isEqualTo(2);
        inbox.list(InboxQuery.all().inState(RowState.DEAD), entry -> inbox.replay(entry.number()));
        Lease late = Events.claimOne(inbox);
        assertThat(late.isLate()).isTrue();
        done(inbox, late);
        clock.forward(PERIOD.plusSeconds(1));
        inbox.prune();
        assertThat(rows()).isZero();
    }

    @Test
    void forgetsManyInSeveralBatches() throws Exception {
        IntStream.range(0, 1_000)
                .mapToObj(i -> inbox.append(signed("e" + i)))
                .toList()
                .forEach(Events::result);
        for (List<Lease> leases = claim(inbox); !leases.isEmpty(); leases = claim(inbox)) {
            leases.forEach(lease -> done(inbox, lease));
        }
        clock.forward(PERIOD.plusSeconds(1));

        inbox.prune();

        assertThat(rows()).isZero();
    }

    @Test
    void refusesToForgetSoonerThanVendorsRepeat() {
        assertThatThrownBy(() -> JdbcInboxOptions.defaults().withRetention(PERIOD.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("72");
    }

    private long rows() throws Exception {
        return database.count("SELECT COUNT(*) FROM anyhook_event");
    }
}
