package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checked fields of a create or update request (Nexio "Create" and "Update Webhook Endpoint", read 2026-11-01). */
record NexioForm(ObjectNode body, List<String> knownEvents) {
    private static final int MAX_DESCRIPTION = 256;
    private static final int MAX_TOKEN = 1024;
    private static final List<String> FIELDS = List.of("url", "events", "description", "active", "auth_token");

    boolean has(String field) {
        return body.has(field);
    }

    /** Refuses an update that names none of the fields. */
    void requireChange() {
        if (FIELDS.stream().noneMatch(body::has)) {
            throw new Refusal(400, "at least one of " + String.join(", ", FIELDS) + " is required");
        }
    }

    URI url() {
        return Urls.https(body.path("url")).orElseThrow(() -> new Refusal(400, "url must be an HTTPS URL"));
    }

    List<String> events() {
        JsonNode node = body.path("events");
        if (!node.isArray() || node.isEmpty()) {
            throw new Refusal(400, "events must hold at least one event");
        }
        var events = new LinkedHashSet<String>();
        node.forEach(item -> events.add(item.asText()));
        if (!knownEvents.containsAll(events)) {
            throw new Refusal(400, "events must be among " + String.join(", ", knownEvents));
        }
        return List.copyOf(events);
    }

    boolean active() {
        if (!body.path("active").isBoolean()) {
            throw new Refusal(400, "active must be a boolean");
        }
        return body.path("active").booleanValue();
    }

    @Nullable
    String description(boolean nullable) {
        return text("description", MAX_DESCRIPTION, nullable);
    }

    @Nullable
    String authToken(boolean nullable) {
        String token = text("auth_token", MAX_TOKEN, nullable);
        if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new Refusal(400, "auth_token must be printable and without spaces");
        }
        return token;
    }

    private @Nullable String text(String field, int longest, boolean nullable) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || (nullable && node.isNull())) {
            return null;
        }
        if (!node.isTextual() || node.textValue().length() > longest) {
            throw new Refusal(400, field + " must be a string of at most " + longest + " characters");
        }
        return node.textValue();
    }

    @Override
    public String toString() {
        return "NexioForm[" + body.size() + " fields]";
    }
}
