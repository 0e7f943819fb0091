package dev.anyhook.nexio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.Secret;
import dev.anyhook.signing.BearerToken;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorEndpoint;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of an endpoint: what may be sent, and what comes back.
 *
 * <p>Limits: an https URL, none but the two event types, 256 characters of description, 1024 of auth_token.
 * Sources: Nexio, "Create Webhook Endpoint" and "Update webhook", read 2026-11-01.
 */
final class NexioFields {
    static final String ID = "id";
    static final String ACTIVE = "active";
    static final String BEARER_CONFIGURED = "auth_token_configured";

    private static final String URL = "url";
    private static final String EVENTS = "events";
    private static final String DESCRIPTION = "description";
    private static final String AUTH_TOKEN = "auth_token";
    private static final int LONGEST_DESCRIPTION = 256;
    private static final int LONGEST_AUTH_TOKEN = 1024;

    private NexioFields() {}

    /**
     * What {@code change} names, in Nexio's words.
     *
     * @throws IllegalArgumentException naming the field and the limit that it breaks
     */
    static ObjectNode of(EndpointChange change) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        URI url = change.url();
        if (url != null) {
            fields.put(URL, spelled(checked(url)));
        }
        Set<String> types = change.eventTypes();
        if (types != null) {
            fields.set(EVENTS, events(types));
        }
        String description = change.description();
        if (description != null) {
            requireAtMost(LONGEST_DESCRIPTION, "description", description);
            fields.put(DESCRIPTION, description);
        } else if (change.clearDescription()) {
            fields.putNull(DESCRIPTION);
        }
        if (change.active() != null) {
            fields.put(ACTIVE, change.active());
        }
        Secret bearer = change.bearer();
        if (bearer != null) {
            fields.put(AUTH_TOKEN, checked(bearer));
        } else if (change.clearBearer()) {
            fields.putNull(AUTH_TOKEN);
        }
        return fields;
    }

    /** {@code url} as it is sent. */
    static String spelled(URI url) {
        return url.toASCIIString();
    }

    private static URI checked(URI url) {
        require(
                "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null,
                "url must be https, Nexio takes no other; it is " + url.getScheme() + "://" + url.getHost());
        require(
                url.getRawUserInfo() == null && url.getRawFragment() == null,
                "url must be without user and fragment; its host is " + url.getHost());
        return url;
    }

    private static ArrayNode events(Set<String> types) {
        Set<String> known = new TreeSet<>(NexioStates.EVENT_TYPES);
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (String type : new TreeSet<>(types)) {
            require(known.contains(type), "eventTypes must be among " + known + ", which '" + type + "' is not");
            events.add(type);
        }
        return events;
    }

    private static String checked(Secret bearer) {
        String text = bearer.reveal();
        requireAtMost(LONGEST_AUTH_TOKEN, "bearer", text);
        BearerToken.of(bearer); // What would be refused when it comes back is not sent there.
        return text;
    }

    private static void requireAtMost(int limit, String field, String text) {
        int length = text.codePointCount(0, text.length());
        require(length <= limit, field + " has " + length + " characters; Nexio takes " + limit + " at most");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The endpoint that {@code json} describes; the members that only some of Nexio's pages have may be absent. */
    static VendorEndpoint endpoint(JsonNode json, VendorAnswer answer) {
        String id = json.path(ID).textValue();
        String url = json.path(URL).textValue();
        if (id == null || id.isBlank() || url == null) {
            throw answer.unintelligible("an endpoint that lacks its id or its url; is the API base right?");
        }
        var types = new LinkedHashSet<String>();
        for (JsonNode type : json.path(EVENTS)) {
            if (type.isTextual()) {
                types.add(type.textValue());
            }
        }
        return new VendorEndpoint(
                id,
                url,
                types,
                json.path(ACTIVE).asBoolean(true),
                json.path(DESCRIPTION).textValue(),
                json.path("environment").textValue(),
                json.path(BEARER_CONFIGURED).asBoolean(false));
    }
}
