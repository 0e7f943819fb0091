package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.RowState;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what arrived. */
@Command(
        name = "list",
        description = "Lists what arrived and what became of it, newest first.",
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox list --endpoint sivi --state dead --json")
final class InboxListCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only events in this state: ${COMPLETION-CANDIDATES}, in any case.")
    private @Nullable RowState state;

    @Mixin
    private InboxListing listing = new InboxListing();

    InboxListCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        return listing.print(shell, state, InboxTable.of(shell.out()));
    }
}
