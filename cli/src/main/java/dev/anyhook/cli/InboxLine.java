package dev.anyhook.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.inbox.jdbc.InboxCounts;
import dev.anyhook.inbox.jdbc.InboxRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the inbox says, as one line of JSON without its end, in ASCII. */
final class InboxLine {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private InboxLine() {}

    /** An entry of a list. */
    static String of(InboxRecord row) {
        return line(json -> writeShort(json, row));
    }

    /** All that is known of an entry but its payload; what is not known is null. */
    static String ofAll(InboxRecord row) {
        return line(json -> {
            writeShort(json, row);
            WebhookEvent event = row.incoming().event();
            json.writeStringField("provider", event.provider().value());
            json.writeStringField("trust", row.incoming().trust().name().toLowerCase(Locale.ROOT));
            write(json, "occurredAt", event.occurredAt());
            write(json, "dueAt", row.dueAt());
            write(json, "settledAt", row.settledAt());
            write(json, "lastError", row.lastError());
            write(json, "replayedBy", row.replayedBy());
            write(json, "replayedWhy", row.replayedWhy());
            writeJob(json, event.job());
            json.writeNumberField("payloadSize", event.payload().size());
        });
    }

    /** An entry that was changed, and the id that its event is known by now. */
    static String ofChange(InboxRecord row, String id) {
        return line(json -> {
            json.writeNumberField("number", row.number());
            json.writeStringField("endpoint", row.incoming().event().endpoint());
            json.writeStringField("id", id);
        });
    }

    static String of(InboxCounts counts) {
        return line(json -> {
            json.writeNumberField("pending", counts.pending());
            json.writeNumberField("claims", counts.claims());
            json.writeNumberField("dead", counts.dead());
            write(json, "dueSince", counts.dueSince());
        });
    }

    private static void writeShort(JsonGenerator json, InboxRecord row) throws IOException {
        json.writeStringField("id", row.incoming().event().id());
        json.writeStringField("endpoint", row.incoming().event().endpoint());
        json.writeStringField("type", row.incoming().event().type());
        json.writeStringField("state", row.state().name());
        json.writeNumberField("attempts", row.attempts());
        json.writeStringField("receivedAt", row.incoming().receivedAt().toString());
        json.writeNumberField("number", row.number());
    }

    private static void writeJob(JsonGenerator json, @Nullable JobUpdate job) throws IOException {
        if (job == null) {
            json.writeNullField("job");
            return;
        }
        json.writeObjectFieldStart("job");
        json.writeStringField("id", job.jobId());
        json.writeStringField("state", job.state().name());
        json.writeStringField("vendorState", job.vendorState());
        write(json, "error", job.error());
        json.writeArrayFieldStart("resultLinks");
        for (Object link : job.resultLinks()) {
            json.writeString(link.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value == null ? null : value.toString());
    }

    private static String line(Fields fields) {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
        return line.toString();
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
