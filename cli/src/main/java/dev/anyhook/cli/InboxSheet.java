package dev.anyhook.cli;

import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.inbox.jdbc.InboxRecord;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All that is known of one entry, one line for each thing; what is not known is left out. */
final class InboxSheet {
    private static final int WIDTH = 16;

    private final PrintStream out;

    InboxSheet(PrintStream out) {
        this.out = out;
    }

    void print(InboxRecord row) {
        WebhookEvent event = row.incoming().event();
        field("number", row.number());
        field("id", event.id());
        field("endpoint", event.endpoint());
        field("provider", event.provider().value());
        field("type", event.type());
        field("trust", row.incoming().trust().name().toLowerCase(Locale.ROOT));
        field("state", row.state());
        field("attempts", row.attempts());
        field("received at", row.incoming().receivedAt());
        field("occurred at", event.occurredAt());
        field("due at", row.dueAt());
        field("settled at", row.settledAt());
        field("last error", row.lastError());
        field("re-run asked by", row.replayedBy());
        field("because", row.replayedWhy());
        if (event.job() != null) {
            print(event.job());
        }
        field("payload", event.payload().size() + " bytes; --payload writes them");
    }

    private void print(JobUpdate job) {
        field("job", job.jobId());
        field("job's state", job.state() + " (in the vendor's word: " + job.vendorState() + ")");
        field("job's error", job.error());
        job.resultLinks().forEach(link -> field("result", link));
    }

    private void field(String name, @Nullable Object value) {
        if (value != null) {
            out.println(name + ":" + " ".repeat(WIDTH - name.length()) + Printable.of(value.toString()));
        }
    }
}
