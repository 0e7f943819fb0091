package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxQuery;
import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the one entry that a person means. */
final class InboxEntry {
    static final String ID = "The event's id, or the number that list shows first.";

    private static final int MANY = 20;

    private InboxEntry() {}

    /**
     * The entry, without its payload; empty, and told on standard error, if there is none.
     *
     * @param id the event's id, or the entry's number
     * @param endpoint the event's endpoint; null if one alone has an event of this id
     */
    static Optional<InboxRecord> find(JdbcInbox inbox, Shell shell, String id, @Nullable String endpoint) {
        var found = new ArrayList<InboxRecord>();
        inbox.list(
                InboxQuery.all().withId(id).ofEndpoint(endpoint).limitedTo(MANY).withoutPayloads(), found::add);
        if (found.isEmpty()) {
            byNumber(inbox, id, endpoint).ifPresent(found::add);
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

    /** What an entry is called in a message: its number and its event's id. */
    static String name(InboxRecord row) {
        return row.number() + " (" + Printable.of(row.incoming().event().id()) + ")";
    }

    private static Optional<InboxRecord> byNumber(JdbcInbox inbox, String id, @Nullable String endpoint) {
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
