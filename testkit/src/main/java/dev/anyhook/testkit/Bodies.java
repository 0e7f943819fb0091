package dev.anyhook.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.anyhook.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What can be done to a body, with or without changing its meaning. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String UNKNOWN = "no_such_field";

    private Bodies() {}

    /** Other bytes of the same meaning, as proxies and careless code write them. */
    static List<Payload> rewritten(Payload body) {
        String text = new String(body.toByteArray(), StandardCharsets.UTF_8);
        var forms = new ArrayList<Payload>();
        forms.add(Payload.utf8("\ufeff" + text));
        forms.add(Payload.utf8(text + "\n"));
        forms.add(Payload.utf8(" " + text));
        forms.add(Payload.utf8(text.strip()));
        forms.add(Payload.utf8(text.replace("\n", "\r\n")));
        forms.add(Payload.utf8(text.replace("/", "\\/")));
        object(body).ifPresent(object -> {
            forms.add(Payload.utf8(object.toString()));
            forms.add(Payload.utf8(object.toPrettyString()));
        });
        forms.removeIf(body::equals);
        return forms;
    }

    /** Bodies that are hard to read. */
    static List<Payload> odd() {
        return List.of(
                Payload.empty(),
                Payload.utf8(" "),
                Payload.utf8("null"),
                Payload.utf8("[]"),
                Payload.utf8("\"text\""),
                Payload.utf8("{"),
                Payload.utf8("{\"a\":"),
                Payload.utf8("{}{}"),
                Payload.utf8("<html>busy</html>"),
                Payload.utf8("[".repeat(100_000)),
                Payload.utf8("{\"a\":".repeat(50_000)),
                Payload.utf8("{\"a\":" + "9".repeat(5_000) + "}"),
                Payload.copyOf(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0}));
    }

    /** The JSON object that {@code body} is; empty if it is none. */
    static Optional<ObjectNode> object(Payload body) {
        try {
            return JSON.readTree(body.toByteArray()) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** {@code body} with fields that no vendor has, in every object. */
    static Payload withUnknownFields(ObjectNode body) {
        return bytes(changed(body.deepCopy(), each -> {
            if (each instanceof ObjectNode object && !object.has(UNKNOWN)) {
                object.putObject(UNKNOWN).put(UNKNOWN, 1);
            }
            return each;
        }));
    }

    /** {@code body} with {@code other} in place of every text that is {@code text}; empty if there is none. */
    static Optional<Payload> replacing(ObjectNode body, String text, String other) {
        JsonNode changed = changed(
                body.deepCopy(),
                each -> each.isTextual() && each.textValue().equals(text) ? TextNode.valueOf(other) : each);
        return changed.equals(body) ? Optional.empty() : Optional.of(bytes(changed));
    }

    /** {@code body} once for each of its values, with something odd in that value's place. */
    static List<Payload> withOddValues(ObjectNode body) {
        var nodes = JsonNodeFactory.instance;
        List<JsonNode> odd = List.of(
                nodes.nullNode(),
                nodes.numberNode(-1),
                nodes.booleanNode(true),
                nodes.textNode(""),
                nodes.textNode("\u0000\ud800"),
                nodes.arrayNode().add(nodes.nullNode()),
                nodes.objectNode().put("a", 1));
        var bodies = new ArrayList<Payload>();
        int values = count(body);
        for (int place = 1; place < values; place++) {
            for (JsonNode value : odd) {
                int[] left = {place};
                bodies.add(bytes(changed(body.deepCopy(), each -> left[0]-- == 0 ? value : each)));
            }
        }
        return bodies;
    }

    private static int count(JsonNode body) {
        int[] count = {0};
        changed(body.deepCopy(), each -> {
            count[0]++;
            return each;
        });
        return count[0];
    }

    /** Goes through {@code node}, containers before what they hold. */
    @SuppressWarnings("ReferenceEquality") // What was put in its place is not gone through.
    private static JsonNode changed(JsonNode node, UnaryOperator<JsonNode> change) {
        JsonNode now = change.apply(node);
        if (now == node && now instanceof ObjectNode object) {
            for (String name : names(object)) {
                object.set(name, changed(object.get(name), change));
            }
        } else if (now == node && now instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), change));
            }
        }
        return now;
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Payload bytes(JsonNode json) {
        try {
            return Payload.copyOf(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }
}
