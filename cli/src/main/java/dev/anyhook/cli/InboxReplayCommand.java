package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.RowState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts entries back to work. */
@Command(
        name = "replay",
        description = {
            "Has an event handled again, under the same id: a repair, which handlers that have seen it can tell.",
            "With --state all events in that state, oldest first, as far as the other filters let them through.",
            "With --new-id it is a deliberate second run under an id of its own, and who asked for it and why is kept."
                    + " A receiver that runs notices within a second, or two on PostgreSQL; else the next start does.",
            "Exits with 1 if there is no such entry, or if its handlers get it anyway."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  anyhook inbox replay msg_2b7 --new-id --by ada --why 'the report was deleted'",
            "  anyhook inbox replay --state dead --endpoint nexio-live --since 2026-01-28T00:00:00Z"
        })
final class InboxReplayCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InboxChoice choice = new InboxChoice();

    @Option(names = "--new-id", description = "Run again on purpose; needs --by and --why.")
    private boolean anew;

    @Mixin
    private InboxReason reason = new InboxReason();

    @Option(names = "--json", description = "One object of JSON for each event, with the id it is handed out under.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    InboxReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        choice.check();
        choice.insistOnBounds();
        if (anew && choice.state() != null) {
            throw new WrongUseException("a second run on purpose is for one event: name its ID");
        }
        if (anew ? !reason.isGiven() : reason.isBegun()) {
            throw new WrongUseException("a deliberate second run takes all three: --new-id --by WHO --why WHY");
        }
        var changes = new InboxChanges(shell, json, "handed out again, as ");
        DurableInbox.use(config.inbox(shell), shell.clock(), inbox -> {
            choice.forEach(inbox, shell, row -> !row.isDiscarded(), row -> replay(inbox, row, changes));
            return true;
        });
        return changes.end();
    }

    private void replay(JdbcInbox inbox, InboxRecord row, InboxChanges changes) {
        Optional<String> id = row.state() == RowState.PENDING ? Optional.empty() : again(inbox, row);
        if (id.isPresent()) {
            changes.done(row, id.get());
        } else {
            shell.err().println("not replayed: " + InboxEntry.name(row) + " is " + why(row));
        }
    }

    private static String why(InboxRecord row) {
        if (row.state() != RowState.PENDING) {
            return "no longer " + row.state();
        }
        String due = row.dueAt() == null ? "" : ", at " + row.dueAt() + " unless they have it already";
        return "not settled, and its handlers get it anyway" + due;
    }

    private Optional<String> again(JdbcInbox inbox, InboxRecord row) {
        if (anew) {
            return inbox.replayAnew(row.number(), reason.who(), reason.why());
        }
        return inbox.replay(row.number(), row.state())
                ? Optional.of(row.incoming().event().id())
                : Optional.empty();
    }
}
