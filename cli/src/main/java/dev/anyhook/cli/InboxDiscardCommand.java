package dev.anyhook.cli;

import dev.anyhook.Trust;
import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.RowState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets go of what was given up. */
@Command(
        name = "discard",
        description = {
            "Says that an event which was given up need not be handled. It counts as handled from then on, and is"
                    + " forgotten like any handled event; who said so and why stands where its last error stood.",
            "With --state dead, and no other state, all that was given up, as far as the other filters let it through.",
            "A claim that nobody confirmed may be made again all the same, and is then an entry of its own.",
            "Exits with 1 if there is no such entry, or if it was not given up."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  anyhook inbox discard msg_2b7 --by ada --why 'the customer has left'",
            "  anyhook inbox discard --state dead --claims --endpoint sivi --by ada --why 'a flood of forgeries'"
        })
final class InboxDiscardCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InboxChoice choice = new InboxChoice();

    @Mixin
    private InboxReason reason = new InboxReason();

    @Option(names = "--claims", description = "Only claims that nobody confirmed.")
    private boolean claims;

    @Option(names = "--json", description = "One object of JSON for each event.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    InboxDiscardCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        choice.check();
        if (choice.state() != null && choice.state() != RowState.DEAD) {
            throw new WrongUseException("only what was given up can be discarded: --state dead");
        }
        if (!reason.isGiven()) {
            throw new WrongUseException("to discard an event takes who says so, and why: --by WHO --why WHY");
        }
        var changes = new InboxChanges(shell, json, "discarded ");
        DurableInbox.use(config.inbox(shell), shell.clock(), inbox -> {
            choice.forEach(inbox, shell, this::isMeant, row -> discard(inbox, row, changes));
            return true;
        });
        return changes.end();
    }

    private boolean isMeant(InboxRecord row) {
        return !claims || row.incoming().trust() == Trust.CLAIMED;
    }

    private void discard(JdbcInbox inbox, InboxRecord row, InboxChanges changes) {
        if (!isMeant(row)) {
            shell.err().println("not discarded: " + InboxEntry.name(row) + " is no mere claim");
        } else if (inbox.discard(row.number(), reason.who(), reason.why())) {
            changes.done(row, row.incoming().event().id());
        } else {
            shell.err().println("not discarded: " + InboxEntry.name(row) + " is not DEAD");
        }
    }
}
