package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of one entry. */
@Command(
        name = "show",
        description = {"Shows all that is known of one event.", "Exits with 1 if there is no such entry."},
        footerHeading = "%nExample:%n",
        footer = "  anyhook inbox show msg_2b7 --payload > body.json")
final class InboxShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "ID", description = InboxEntry.ID)
    private String id = "";

    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            description = "The event's endpoint, where several have an event of this id.")
    private @Nullable String endpoint;

    @Option(names = "--json", description = "One object of JSON, without the payload.")
    private boolean json;

    @Option(names = "--payload", description = "Writes the vendor's bytes, as they came, and nothing else.")
    private boolean payload;

    @Mixin
    private ConfigOption config = new ConfigOption();

    InboxShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (json && payload) {
            throw new WrongUseException("--json and --payload cannot go together: the payload is written as it came");
        }
        Optional<InboxRecord> found = DurableInbox.use(
                config.inbox(shell),
                shell.clock(),
                inbox -> InboxEntry.find(inbox, shell, id, endpoint).flatMap(row -> inbox.find(row.number())));
        if (found.isEmpty()) {
            return ExitCode.NO;
        }
        if (payload) {
            shell.standardOutput()
                    .write(found.get().incoming().event().payload().toByteArray());
            shell.standardOutput().flush();
        } else if (json) {
            shell.out().println(InboxLine.ofAll(found.get()));
        } else {
            new InboxSheet(shell.out()).print(found.get());
        }
        return ExitCode.YES;
    }
}
