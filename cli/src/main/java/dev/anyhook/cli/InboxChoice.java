package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.RowState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The arguments that say which entries a command changes: one by its id, or all in a state, as far as filters let them
 * through.
 */
final class InboxChoice {
    @Parameters(arity = "0..1", paramLabel = "ID", description = InboxEntry.ID + " Without one, --state is needed.")
    private @Nullable String id;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Instead of one event, all in this state: ${COMPLETION-CANDIDATES}, in any case.")
    private @Nullable RowState state;

    @Mixin
    private InboxFilters filters = new InboxFilters();

    /** Complains of arguments that do not go together, before an inbox is opened. */
    void check() {
        if (id == null && state == null) {
            throw new WrongUseException("an ID is missing, or --state STATE for all events in a state");
        }
        if (id != null && (state != null || filters.areOfManyEvents())) {
            throw new WrongUseException("an ID means one event: --state, --since and --job choose among many");
        }
        if (state == RowState.PENDING) {
            throw new WrongUseException("what is pending is not settled: its handlers get it anyway");
        }
    }

    /** Complains of what would have too much handled again, which hardly anybody means. */
    void insistOnBounds() {
        if (state == RowState.REPEATED || state == RowState.CONTRADICTING) {
            throw new WrongUseException(
                    "what repeats or contradicts an end of a job is replayed one by one, by its ID");
        }
        if (state == RowState.DONE && filters.areMissing()) {
            throw new WrongUseException("that is all that was ever handled: add --since, --endpoint or --job");
        }
    }

    /** Which state is asked for; null if one event is meant. */
    @Nullable
    RowState state() {
        return state;
    }

    /**
     * Gives the one entry, or all that are {@code meant}, to {@code each}, oldest first; what is not there is told on
     * standard error. Many are found before the first is changed: what follows from that may be what is looked for.
     */
    void forEach(JdbcInbox inbox, Shell shell, Predicate<InboxRecord> meant, Consumer<InboxRecord> each) {
        if (id != null) {
            InboxEntry.find(inbox, shell, id, filters.endpoint()).ifPresent(each);
            return;
        }
        var rows = new ArrayList<InboxRecord>();
        inbox.list(filters.query().inState(state), row -> {
            if (meant.test(row)) {
                rows.add(row);
            }
        });
        Collections.reverse(rows);
        rows.forEach(each);
        if (rows.isEmpty()) {
            shell.err().println("no entry: none in this state that the filters let through");
        }
    }
}
