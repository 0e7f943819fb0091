package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.anyhook.Payload;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few fields of a JSON object, read by streaming. Reading stops as soon as all are found, or cannot be found any more
 * because the object that would hold them has ended; no tree is built and nothing a stranger sends makes it throw. Of
 * what a path meets more than once the first counts, unless the path collects; of an object with all that it holds and
 * lacks. Prepare once, use from any thread.
 *
 * <p>A path is names joined by dots; {@code []} after a name means every element of an array there, and collects.
 */
public final class JsonFields {
    private final JsonText text = new JsonText();
    private final Node root = new Node(false);
    private final Map<String, Integer> places = new HashMap<>();
    private final int single;

    private JsonFields(Set<String> paths) {
        boolean collects = false;
        for (String path : paths) {
            Node node = root;
            for (String step : path.split("\\.", -1)) {
                boolean each = step.endsWith("[]");
                String name = each ? step.substring(0, step.length() - 2) : step;
                if (name.isEmpty() || name.endsWith("[]")) {
                    throw new IllegalArgumentException("a path is names joined by dots: '" + path + "'");
                }
                node = each ? node.child(name).element() : node.child(name);
                collects |= each;
            }
            node.place = places.size();
            places.put(path, node.place);
        }
        this.single = collects ? Integer.MAX_VALUE : paths.size();
        root.gatherPlaces();
    }

    /**
     * Prepares to read {@code paths}.
     *
     * @throws IllegalArgumentException if a path has an empty name
     */
    public static JsonFields of(String... paths) {
        return new JsonFields(new LinkedHashSet<>(List.of(paths)));
    }

    /** What {@code body} has of the fields; {@link JsonValues#readable()} is false when it is not a JSON object. */
    public JsonValues read(Payload body) {
        try {
            return text.read(body, this::read);
        } catch (IOException notJson) {
            return JsonValues.unreadable();
        }
    }

    private JsonValues read(JsonParser parser) throws IOException {
        JsonValues values = JsonValues.of(places);
        boolean read = parser.nextToken() == JsonToken.START_OBJECT && readObject(parser, root, values);
        return read ? values : JsonValues.unreadable();
    }

    /** Whether the object was read to its end or to the last field wanted. */
    private boolean readObject(JsonParser parser, Node node, JsonValues values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Node child = node.children.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else {
                readValue(parser, token, child, values);
                if (values.count() >= single) {
                    return true;
                }
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private void readValue(JsonParser parser, @Nullable JsonToken token, Node node, JsonValues values)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            container(node, true, values);
            if (node.children.isEmpty()) {
                parser.skipChildren();
            } else {
                readObject(parser, node, values);
                values.ended(node.below);
            }
        } else if (token == JsonToken.START_ARRAY) {
            container(node, false, values);
            Node element = node.element;
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                if (element == null) {
                    parser.skipChildren();
                } else {
                    readValue(parser, parser.currentToken(), element, values);
                }
            }
        } else if (node.place >= 0 && token != null) {
            values.scalar(node.place, node.collects, token, parser);
        }
    }

    private static void container(Node node, boolean object, JsonValues values) {
        if (node.place >= 0) {
            values.container(node.place, object);
        }
    }

    /** A step on the way of some paths; the end of one if it has a place. */
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final boolean collects;
        private @Nullable Node element;
        private int place = -1;

        /** The places of all that an object here holds, but for what collects, or is collected. */
        private int[] below = {};

        private Node(boolean collects) {
            this.collects = collects;
        }

        private void gatherPlaces() {
            children.values().forEach(Node::gatherPlaces);
            below = children.values().stream()
                    .filter(child -> !child.collects)
                    .flatMapToInt(child -> IntStream.concat(IntStream.of(child.place), IntStream.of(child.below)))
                    .filter(place -> place >= 0)
                    .toArray();
        }

        private Node child(String name) {
            return children.computeIfAbsent(name, any -> new Node(collects));
        }

        private Node element() {
            if (element == null) {
                element = new Node(true);
            }
            return element;
        }
    }
}
