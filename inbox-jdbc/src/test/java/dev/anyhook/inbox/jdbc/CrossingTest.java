package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.claimed;
import static dev.anyhook.inbox.jdbc.Events.event;
import static dev.anyhook.inbox.jdbc.Events.listed;
import static dev.anyhook.inbox.jdbc.Events.result;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two inboxes over one database, in which everything that can be done to an entry is done to the same few, at once. */
@ParameterizedClass
@EnumSource(Engine.class)
class CrossingTest {
    private static final int IDS = 12;
    private static final int STEPS = 250;

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    @Test
    void leavesBothTablesInAgreementWhateverMeets() throws Exception {
        Database database = engine.fresh(folder);
        ExecutorService pool = Executors.newCachedThreadPool();
        var options = JdbcInboxOptions.defaults().withClock(clock);
        try (JdbcInbox one = database.open(options);
                JdbcInbox other = database.open(options)) {
            var running = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 8; i++) {
                // Two processes that write one file all the time starve each other, as a decision says.
                JdbcInbox inbox = i % 2 == 0 || engine == Engine.SQLITE ? one : other;
                var random = new Random(i);
                Callable<Integer> work = i < 4 ? () -> keep(inbox, random) : () -> handle(inbox, random);
                running.add(pool.submit(work));
            }
            running.add(pool.submit(() -> lookAfter(one, new Random(99))));
            int done = 0;
            for (Future<Integer> each : running) {
                done += each.get(90, TimeUnit.SECONDS);
            }
            assertThat(done).isGreaterThan(5 * STEPS);
        } finally {
            pool.shutdownNow();
        }
        assertThat(database.isWhole()).isTrue();
        assertThat(handedOut(database, options))
                .isEqualTo(database.count("SELECT COUNT(*) FROM anyhook_handling WHERE state = 'PENDING'"));
    }

    /** How many entries are handed out once every lease has ended. */
    private long handedOut(Database database, JdbcInboxOptions options) {
        long number = 0;
        try (JdbcInbox inbox = database.open(options)) {
            Instant late = clock.instant().plus(Duration.ofDays(1));
            List<Lease> some;
            do {
                some = inbox.claim(50, late, Duration.ofDays(1));
                number += some.size();
            } while (!some.isEmpty());
        }
        return number;
    }

    private int keep(JdbcInbox inbox, Random random) {
        for (int i = 0; i < STEPS; i++) {
            WebhookEvent event = any(random);
            result(inbox.append(random.nextInt(3) == 0 ? signed(event) : claimed(event)));
        }
        return STEPS;
    }

    private static WebhookEvent any(Random random) {
        JobState state = random.nextBoolean() ? JobState.SUCCEEDED : JobState.FAILED;
        return event("e" + random.nextInt(IDS), "job" + random.nextInt(IDS / 2), state);
    }

    private int handle(JdbcInbox inbox, Random random) {
        int settled = 0;
        for (int i = 0; i < STEPS; i++) {
            Instant now = clock.instant().plus(Duration.ofMinutes(random.nextInt(3)));
            for (Lease lease : inbox.claim(1 + random.nextInt(4), now, Duration.ofMinutes(1))) {
                settled += result(inbox.settle(lease, settlement(lease, random))) ? 1 : 0;
            }
        }
        return settled;
    }

    private Settlement settlement(Lease lease, Random random) {
        boolean claim = lease.incoming().trust() == Trust.CLAIMED;
        return switch (random.nextInt(claim ? 5 : 4)) {
            case 0 -> new Settlement.Done();
            case 1 -> new Settlement.Dead("broken");
            case 2 -> new Settlement.Retry(clock.instant(), "later");
            case 3 -> new Settlement.Released();
            default -> new Settlement.Confirmed(any(random), clock.instant());
        };
    }

    private int lookAfter(JdbcInbox inbox, Random random) {
        for (int i = 0; i < STEPS; i++) {
            List<InboxRecord> found = listed(inbox, InboxQuery.all().limitedTo(20));
            if (!found.isEmpty()) {
                long number = found.get(random.nextInt(found.size())).number();
                if (random.nextInt(4) == 0) {
                    inbox.replayAnew(number, "a test", "to cross others");
                } else {
                    inbox.replay(number);
                }
            }
            if (i % 10 == 0) {
                clock.forward(Duration.ofDays(2));
                inbox.prune();
            }
        }
        return STEPS;
    }
}
