package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxCounts;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts what is not handled. */
@Command(
        name = "status",
        description = {
            "Counts what waits and what was given up.",
            "Due since says since when the one that has been due longest waits to be handed out: 1970 for what"
                    + " was put back to work and not taken yet."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox status --json")
final class InboxStatusCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--json", description = "One object of JSON.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    InboxStatusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        InboxCounts counts = DurableInbox.use(config.inbox(shell), shell.clock(), JdbcInbox::counts);
        PrintStream out = shell.out();
        if (json) {
            out.println(InboxLine.of(counts));
        } else {
            out.println("pending:    " + counts.pending());
            out.println("claims:     " + counts.claims());
            out.println("dead:       " + counts.dead());
            out.println("due since:  " + (counts.dueSince() == null ? "-" : counts.dueSince()));
        }
        return ExitCode.YES;
    }
}
