package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Inbox.Outcome;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps events: one batch of inserts for what is new, and a closer look at each of which a key is taken. */
final class Appends {
    /**
     * All writers keep events in the same order, so that two of them do not wait for each other: by what may collide, the
     * job and then the event.
     */
    private static final Comparator<Command.Append> ORDER = Comparator.comparing(
                    (Command.Append append) -> append.incoming.event().endpoint())
            .thenComparing(Appends::jobId)
            .thenComparing(append -> append.incoming.event().id());

    private final InstantSource clock;

    Appends(InstantSource clock) {
        this.clock = clock;
    }

    private static String jobId(Command.Append append) {
        var job = append.incoming.event().job();
        return job == null ? "" : job.jobId();
    }

    void write(Session session, List<Command.Append> unordered) throws SQLException {
        if (unordered.isEmpty()) {
            return;
        }
        List<Command.Append> appends = new ArrayList<>(unordered);
        appends.sort(ORDER);
        Instant now = clock.instant();
        PreparedStatement insert = session.prepare(Insertion.SQL);
        for (Command.Append append : appends) {
            Insertion.bind(insert, append.incoming, RowState.PENDING, now);
            insert.addBatch();
        }
        int[] counts = insert.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.SUCCESS_NO_INFO || counts[i] > 1) {
                throw new IllegalStateException("the driver does not tell which rows of a batch are duplicates");
            }
            Command.Append append = appends.get(i);
            append.result(counts[i] == 1 ? Outcome.STORED : Collisions.keep(session, append.incoming, now));
        }
    }
}
