package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps events: all at once what is new, and a closer look at each of which a key is taken. */
final class Appends {
    /**
     * All writers keep events in the same order, so that two of them do not wait for each other: by what may collide,
     * the job and then the event.
     */
    private static final Comparator<Command.Append> ORDER = Comparator.comparing(
                    (Command.Append append) -> append.incoming.event().endpoint())
            .thenComparing(Appends::jobId)
            .thenComparing(append -> append.incoming.event().id());

    private final Dialect dialect;
    private final InstantSource clock;

    Appends(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
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
        List<IncomingEvent> events =
                appends.stream().map(append -> append.incoming).toList();
        boolean[] isNew = dialect.insert(session, events, now);
        for (int i = 0; i < isNew.length; i++) {
            appends.get(i).result(isNew[i] ? Outcome.STORED : Collisions.keep(dialect, session, events.get(i), now));
        }
    }
}
