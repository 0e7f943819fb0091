package dev.anyhook.cli;

import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.inbox.jdbc.InboxRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries of the inbox for people: in columns, aligned a page at a time, so that a long list needs no memory. */
final class InboxTable {
    private static final int PAGE = 500;
    private static final String GAP = "  ";

    private final PrintStream out;
    private final boolean errors;
    private final List<List<String>> page = new ArrayList<>();
    private final int[] widths;

    private InboxTable(PrintStream out, boolean errors) {
        this.out = out;
        this.errors = errors;
        List<String> titles =
                new ArrayList<>(List.of("#", "RECEIVED", "ENDPOINT", "STATE", "TRIES", "TYPE", "JOB", "ID"));
        if (errors) {
            titles.add("LAST ERROR");
        }
        this.widths = new int[titles.size()];
        page.add(titles);
    }

    static InboxTable of(PrintStream out) {
        return new InboxTable(out, false);
    }

    /** A table that says what went wrong last as well. */
    static InboxTable withErrors(PrintStream out) {
        return new InboxTable(out, true);
    }

    void add(InboxRecord row) {
        WebhookEvent event = row.incoming().event();
        JobUpdate job = event.job();
        var cells = new ArrayList<>(List.of(
                String.valueOf(row.number()),
                row.incoming().receivedAt().toString(),
                event.endpoint(),
                row.state().name(),
                String.valueOf(row.attempts()),
                event.type(),
                job == null ? "-" : job.jobId() + " " + job.state(),
                event.id()));
        if (errors) {
            cells.add(row.lastError() == null ? "-" : row.lastError());
        }
        page.add(cells.stream().map(Printable::of).toList());
        if (page.size() >= PAGE) {
            end();
        }
    }

    /** Prints what is not printed yet. */
    void end() {
        for (List<String> cells : page) {
            Arrays.setAll(
                    widths, column -> Math.max(widths[column], cells.get(column).length()));
        }
        page.forEach(this::print);
        page.clear();
    }

    private void print(List<String> cells) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        out.println(line.toString().stripTrailing());
    }
}
