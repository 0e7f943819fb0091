package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.RowState;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts one entry back to work. */
@Command(
        name = "replay",
        description = {
            "Has an event handled again, under the same id: a repair, which handlers that have seen it can tell.",
            "With --new-id it is a deliberate second run under an id of its own, and who asked for it and why is kept."
                    + " A receiver that runs notices within a second, or two on PostgreSQL; else the next start does.",
            "Exits with 1 if there is no such entry, or if its handlers get it anyway."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox replay msg_2b7 --new-id --by ada --why 'the report was deleted'")
final class InboxReplayCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InboxEntry entry = new InboxEntry();

    @Option(names = "--new-id", description = "Run again on purpose; needs --by and --why.")
    private boolean anew;

    @Option(names = "--by", paramLabel = "WHO", description = "Who wants the second run.")
    private @Nullable String who;

    @Option(names = "--why", paramLabel = "WHY", description = "Why they want it.")
    private @Nullable String why;

    @Mixin
    private ConfigOption config = new ConfigOption();

    InboxReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        boolean explained = !isBlank(who) && !isBlank(why);
        if (anew ? !explained : who != null || why != null) {
            throw new WrongUseException("a deliberate second run takes all three: --new-id --by WHO --why WHY");
        }
        return DurableInbox.use(config.inbox(shell), shell.clock(), this::replay);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private int replay(JdbcInbox inbox) {
        Optional<InboxRecord> found = entry.find(inbox, shell);
        if (found.isEmpty()) {
            return ExitCode.NO;
        }
        InboxRecord row = found.get();
        Optional<String> id = row.state() == RowState.PENDING ? Optional.empty() : again(inbox, row);
        if (id.isEmpty()) {
            String due = row.dueAt() == null ? "" : ", at " + row.dueAt() + " unless they have it already";
            shell.err().println("not replayed: it is not settled, and its handlers get it anyway" + due);
            return ExitCode.NO;
        }
        shell.out().println("handed out again, as " + Printable.of(id.get()));
        return ExitCode.YES;
    }

    private Optional<String> again(JdbcInbox inbox, InboxRecord row) {
        if (who != null && why != null) {
            return inbox.replayAnew(row.number(), who, why);
        }
        return inbox.replay(row.number()) ? Optional.of(row.incoming().event().id()) : Optional.empty();
    }
}
