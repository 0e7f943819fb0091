package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.RowState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what was given up. */
@Command(
        name = "dead",
        description = "Lists what was given up, newest first, and why. It waits for a person: see replay.",
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox dead")
final class InboxDeadCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InboxListing listing = new InboxListing();

    InboxDeadCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        return listing.print(shell, RowState.DEAD, InboxTable.withErrors(shell.out()));
    }
}
