package dev.anyhook.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.anyhook.inbox.jdbc.InboxRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** An entry of the inbox as one line of JSON, in ASCII. */
final class InboxLine {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private InboxLine() {}

    /** The line without its end. */
    static String of(InboxRecord row) {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("id", row.incoming().event().id());
            json.writeStringField("endpoint", row.incoming().event().endpoint());
            json.writeStringField("type", row.incoming().event().type());
            json.writeStringField("state", row.state().name());
            json.writeNumberField("attempts", row.attempts());
            json.writeStringField("receivedAt", row.incoming().receivedAt().toString());
            json.writeNumberField("number", row.number());
            json.writeEndObject();
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
        return line.toString();
    }
}
