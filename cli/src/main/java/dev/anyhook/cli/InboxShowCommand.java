package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows all that is known of one entry. */
@Command(
        name = "show",
        description = {"Shows all that is known of one event.", "Exits with 1 if there is no such entry."},
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox show msg_2b7 --payload > body.json")
final class InboxShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private InboxEntry entry = new InboxEntry();

    @Option(names = "--payload", description = "Writes the vendor's bytes, as they came, and nothing else.")
    private boolean payload;

    @Mixin
    private ConfigOption config = new ConfigOption();

    InboxShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Optional<InboxRecord> found = DurableInbox.use(
                config.inbox(shell),
                shell.clock(),
                inbox -> entry.find(inbox, shell).flatMap(row -> inbox.find(row.number())));
        if (found.isEmpty()) {
            return ExitCode.NO;
        }
        if (payload) {
            shell.standardOutput()
                    .write(found.get().incoming().event().payload().toByteArray());
            shell.standardOutput().flush();
        } else {
            new InboxSheet(shell.out()).print(found.get());
        }
        return ExitCode.YES;
    }
}
