package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxQuery;
import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that name one entry, and the finding of it. */
final class InboxEntry {
    private static final int MANY = 20;

    @Parameters(paramLabel = "ID", description = "The event's id, or the number that list shows first.")
    private String id = "";

    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            description = "The event's endpoint, where several have an event of this id.")
    private @Nullable String endpoint;

    /** The entry, perhaps without its payload; empty, and told on standard error, if there is none. */
    Optional<InboxRecord> find(JdbcInbox inbox, Shell shell) {
        var found = new ArrayList<InboxRecord>();
        inbox.list(
                InboxQuery.all().withId(id).ofEndpoint(endpoint).limitedTo(MANY).withoutPayloads(), found::add);
        if (found.isEmpty()) {
            byNumber(inbox).ifPresent(found::add);
        }
        if (found.size() > 1) {
            throw new WrongUseException("several endpoints have an event of this id; add one of: " + named(found));
        }
        if (found.isEmpty()) {
            shell.err()
                    .println("no entry: " + Printable.of(id)
                            + (endpoint == null ? "" : " at " + Printable.of(endpoint)));
        }
        return found.stream().findFirst();
    }

    private Optional<InboxRecord> byNumber(JdbcInbox inbox) {
        return id.matches("[0-9]{1,18}")
                ? inbox.find(Long.parseLong(id))
                        .filter(row -> endpoint == null
                                || row.incoming().event().endpoint().equals(endpoint))
                : Optional.empty();
    }

    private static String named(List<InboxRecord> found) {
        return String.join(
                ", ",
                found.stream()
                        .map(row -> "--endpoint " + row.incoming().event().endpoint())
                        .sorted()
                        .toList());
    }
}
