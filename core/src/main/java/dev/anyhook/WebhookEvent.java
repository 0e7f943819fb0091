package dev.anyhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small envelope that every vendor fits, around the untouched bytes.
 *
 * @param provider whose event it is
 * @param endpoint the name of our endpoint it came to
 * @param id equal for every redelivery of the event, unequal for different events of one endpoint; taken only from
 *     material that the signature covers, where there is one
 * @param type the vendor's own name of the kind of event; {@link #UNKNOWN_TYPE} when the body could not be read
 * @param occurredAt when it happened, by the vendor's account; null if it does not say
 * @param job what it says of a job; null if it names none
 * @param payload the vendor's bytes
 */
public record WebhookEvent(
        ProviderId provider,
        String endpoint,
        String id,
        String type,
        @Nullable Instant occurredAt,
        @Nullable JobUpdate job,
        Payload payload) {
    /** The type of an event that is authentic but whose body we cannot read. */
    public static final String UNKNOWN_TYPE = "unknown";

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build());

    public WebhookEvent {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(payload, "payload");
        if (id.isBlank() || type.isBlank()) {
            throw new IllegalArgumentException("an event needs an id and a type");
        }
    }

    /** The payload as JSON, parsed anew on every call; empty when it is not one JSON value. */
    public Optional<JsonNode> json() {
        try (var parser = payload.parser(MAPPER.getFactory())) {
            JsonNode tree = MAPPER.readTree(parser);
            return tree == null || parser.nextToken() != null ? Optional.empty() : Optional.of(tree);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
