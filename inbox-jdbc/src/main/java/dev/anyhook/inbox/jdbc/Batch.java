package dev.anyhook.inbox.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a group of commands inside one transaction: events first, then ends of leases, then the rest, which sees them.
 */
final class Batch {
    private final Dialect dialect;
    private final Appends appends;
    private final Settles settles;

    Batch(Dialect dialect, Appends appends, Settles settles) {
        this.dialect = dialect;
        this.appends = appends;
        this.settles = settles;
    }

    void write(Session session, List<Command<?>> group) throws SQLException {
        var events = new ArrayList<Command.Append>(group.size());
        var ends = new ArrayList<Command.Settle>();
        for (Command<?> command : group) {
            if (command instanceof Command.Append append) {
                events.add(append);
            } else if (command instanceof Command.Settle settle) {
                ends.add(settle);
            }
        }
        if (events.isEmpty()) { // Otherwise the first statement is an insert, which takes the lock itself.
            dialect.lockForWriting(session);
        }
        appends.write(session, events);
        settles.write(session, ends);
        List<Command.Append> kept =
                events.stream().filter(Command.Append::isKept).toList();
        boolean told = false;
        for (Command<?> command : group) {
            if (command instanceof Command.Run<?> run) {
                run.run(session);
            } else if (command instanceof Command.ClaimNext claim) {
                told = claim.run(session, kept);
            }
        }
        for (Command.Append event : events) {
            event.told(told && event.isKept());
        }
    }
}
