package dev.anyhook.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An event as one line of JSON, in ASCII, so that no terminal, pipe or locale can make something else of it. The
 * vendor's JSON keeps its members, their order and its numbers as they were written; only white space goes.
 */
final class EventLine {
    /** Numbers are copied and never computed with, so that their length costs nothing. */
    private static final StreamReadConstraints NUMBERS_OF_ANY_LENGTH =
            StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build();

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(NUMBERS_OF_ANY_LENGTH)
            .build();

    private EventLine() {}

    /** The line, its end included; it says so if the event is {@code late}. */
    static byte[] of(WebhookEvent event, Trust trust, Instant receivedAt, boolean late) throws IOException {
        var line = new ByteArrayOutputStream(event.payload().size() + 512);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("id", event.id());
            json.writeStringField("provider", event.provider().value());
            json.writeStringField("endpoint", event.endpoint());
            json.writeStringField("type", event.type());
            json.writeStringField("trust", trust.name().toLowerCase(Locale.ROOT));
            Instant occurredAt = event.occurredAt();
            json.writeStringField("occurredAt", occurredAt == null ? null : occurredAt.toString());
            json.writeStringField("receivedAt", receivedAt.toString());
            writeJob(json, event);
            if (late) {
                json.writeBooleanField("late", true);
            }
            writePayload(json, event.payload());
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void writeJob(JsonGenerator json, WebhookEvent event) throws IOException {
        JobUpdate job = event.job();
        if (job == null) {
            json.writeNullField("job");
            return;
        }
        json.writeObjectFieldStart("job");
        json.writeStringField("id", job.jobId());
        json.writeStringField("state", job.state().name());
        json.writeEndObject();
    }

    private static void writePayload(JsonGenerator json, Payload payload) throws IOException {
        Optional<String> compact = compact(payload);
        if (compact.isPresent()) {
            json.writeFieldName("payload");
            json.writeRawValue(compact.get());
        } else {
            json.writeStringField("payloadBase64", Base64.getEncoder().encodeToString(payload.toByteArray()));
        }
    }

    /**
     * The one JSON value that {@code payload} is, without white space; empty when it is none, or more than one. Nothing
     * but memory is read, so that whatever fails is the bytes: of some that are no text, the parser does not say so in
     * an exception of its own.
     */
    private static Optional<String> compact(Payload payload) {
        var copy = new ByteArrayOutputStream(payload.size());
        try (var parser = JSON.createParser(payload.inputStream());
                var generator = JSON.createGenerator(copy)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            copyValue(parser, generator);
            if (parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return Optional.of(copy.toString(StandardCharsets.US_ASCII));
    }

    private static void copyValue(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isNumeric()) {
                generator.writeNumber(parser.getText());
            } else {
                generator.copyCurrentEventExact(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && parser.nextToken() != null);
    }
}
