package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.event;

import dev.anyhook.JobState;
import dev.anyhook.Trust;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * A process that appends and handles until it is killed: with a receiver, or by claiming itself. It prints the id of
 * each event once that is kept.
 */
final class Victim {
    private static final Duration LEASE = Duration.ofSeconds(1);

    private Victim() {}

    /** Runs on the engine and place that {@code arguments} name, for the round they name, with what they name. */
    public static void main(String[] arguments) throws Exception {
        JdbcInbox inbox = arguments[0].equals("SQLITE")
                ? JdbcInbox.sqlite(Path.of(arguments[1]))
                : JdbcInbox.postgresql(arguments[1], JdbcInboxOptions.defaults());
        if (arguments[3].equals("receiver")) {
            SilentVendor.receiver(inbox)
                    .lease(LEASE)
                    .on(
                            EventFilter.any(),
                            (event, handling) ->
                                    effect(handling.resource(Connection.class).orElseThrow(), event.id()))
                    .build();
        } else {
            for (int i = 0; i < 3; i++) {
                Thread worker = new Thread(() -> handleAll(inbox, Instant::now), "worker-" + i);
                worker.setDaemon(true);
                worker.start();
            }
        }
        var room = new Semaphore(64);
        for (int i = 0; ; i++) {
            room.acquire();
            String id = arguments[2] + "-" + i;
            var incoming = new IncomingEvent(event(id, "job-" + id, JobState.SUCCEEDED), Trust.SIGNED, Instant.now());
            var kept = i % 2 == 0 ? inbox.append(incoming) : inbox.appendHere(incoming);
            kept.whenComplete((outcome, failed) -> {
                room.release();
                if (outcome == Inbox.Outcome.STORED) {
                    System.out.println(id);
                }
            });
        }
    }

    private static void effect(Connection settling, String id) throws SQLException {
        Database.execute(settling, "INSERT INTO effect VALUES ('" + id + "')");
    }

    private static void handleAll(Inbox inbox, java.time.InstantSource clock) {
        while (true) {
            handle(inbox, clock.instant());
        }
    }

    /** Handles what is due: the effect is a row that is written in the settling transaction. */
    static int handle(Inbox inbox, Instant now) {
        var leases = inbox.claim(5, now, LEASE);
        for (Lease lease : leases) {
            String id = lease.incoming().event().id();
            try {
                effect(lease.resource(Connection.class).orElseThrow(), id);
                Events.done(inbox, lease);
            } catch (SQLException failed) {
                Events.settle(inbox, lease, new Settlement.Retry(now, "broken"));
            }
        }
        return leases.size();
    }
}
