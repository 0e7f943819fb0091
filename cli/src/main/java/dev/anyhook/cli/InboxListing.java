package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxQuery;
import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.RowState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a list, and the printing of it. */
final class InboxListing {
    @Mixin
    private InboxFilters filters = new InboxFilters();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many, the newest; 0 for all. 50 unless given.")
    private int limit;

    @Option(names = "--json", description = "One object of JSON on each line.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    /** Prints the entries in {@code state}, or in any, newest first. */
    int print(Shell shell, @Nullable RowState state, InboxTable table) {
        InboxQuery query = filters.query().inState(state).limitedTo(limit);
        Consumer<InboxRecord> each = json ? row -> shell.out().println(InboxLine.of(row)) : table::add;
        DurableInbox.use(config.inbox(shell), shell.clock(), inbox -> {
            inbox.list(query, each);
            return true;
        });
        if (!json) {
            table.end();
        }
        return ExitCode.YES;
    }
}
