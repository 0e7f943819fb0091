package dev.anyhook.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Payload;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streaming reads of JSON, on a small stack: the same fields as in a tree of the whole, wherever there is a tree. Where
 * names repeat, a tree keeps the last and streaming the first, on purpose; such bodies are only read.
 */
final class JsonTarget implements FuzzTarget {
    private static final List<String> SINGLE = List.of("id", "type", "createdAt", "body", "body.status", "data.run.id");
    private static final List<String> EACH = List.of("body.result.variations[].url", "list[]", "list[].b[].c");
    private static final int LONGEST = 8192;
    private static final int MOST = 256;

    private static final JsonMapper TREE = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonFields single = JsonFields.of(SINGLE.toArray(String[]::new));
    private final JsonFields all =
            JsonFields.of(Stream.concat(SINGLE.stream(), EACH.stream()).toArray(String[]::new));
    private final NarrowThread narrow = NarrowThread.start();

    @Override
    public void accept(byte[] input) throws Exception {
        Payload body = Payload.copyOf(Template.expand(input, word -> null));
        narrow.run(() -> {
            JsonNode tree = tree(body);
            compared(single.read(body), tree, List.of());
            compared(all.read(body), tree, EACH);
        });
    }

    @Override
    public void close() {
        narrow.close();
    }

    private static @Nullable JsonNode tree(Payload body) {
        try {
            return TREE.readTree(body.inputStream());
        } catch (IOException notJson) {
            return null;
        }
    }

    private static void compared(JsonValues values, @Nullable JsonNode tree, List<String> each) {
        for (String path : SINGLE) {
            String prose = values.prose(path);
            Promise.holds(prose == null || Promise.isPlain(prose), "prose is plain: " + path);
            values.instant(path);
            values.links(path).forEach(link -> Promise.holds(link.getHost() != null, "links have a host"));
        }
        if (tree == null) {
            return;
        }
        Promise.holds(values.readable() == tree.isObject(), "an object is readable, and nothing else is");
        for (String path : tree.isObject() ? SINGLE : List.<String>of()) {
            List<JsonNode> found = at(tree, path);
            sameSingle(path, values, found.isEmpty() ? null : found.get(0));
        }
        for (String path : tree.isObject() ? each : List.<String>of()) {
            List<String> expected = at(tree, path).stream()
                    .filter(node -> node.isTextual() && node.textValue().length() <= LONGEST)
                    .map(JsonNode::textValue)
                    .limit(MOST)
                    .filter(Promise::isPlain)
                    .toList();
            Promise.holds(values.texts(path).equals(expected), "the texts are those of the tree: " + path);
        }
    }

    private static void sameSingle(String path, JsonValues values, @Nullable JsonNode node) {
        String raw = node == null ? null : node.textValue();
        boolean text = raw != null && raw.length() <= LONGEST;
        String plain = text && raw != null && Promise.isPlain(raw) ? raw : null;
        String read = values.text(path);
        Promise.holds(plain == null ? read == null : plain.equals(read), "the text is that of the tree: " + path);
        Promise.holds(text == (values.prose(path) != null), "there is prose where there is text: " + path);
        Promise.holds(values.hasObject(path) == (node != null && node.isObject()), "an object is one: " + path);
        String scalar = values.scalar(path);
        if (node == null || node.isNull() || node.isContainerNode()) {
            Promise.holds(scalar == null, "what is not there is not read: " + path);
        } else if (node.isNumber()) {
            Promise.holds(
                    scalar != null && new BigDecimal(scalar).compareTo(node.decimalValue()) == 0,
                    "a number is that of the tree: " + path);
        } else if (node.isBoolean()) {
            Promise.holds(node.asText().equals(scalar), "a boolean is that of the tree: " + path);
        }
    }

    private static List<JsonNode> at(JsonNode root, String path) {
        List<JsonNode> nodes = List.of(root);
        for (String step : path.split("\\.", -1)) {
            boolean each = step.endsWith("[]");
            var next = new ArrayList<JsonNode>();
            for (JsonNode node : nodes) {
                JsonNode child = node.isObject() ? node.get(each ? step.substring(0, step.length() - 2) : step) : null;
                if (child != null && each && child.isArray()) {
                    child.forEach(next::add);
                } else if (child != null && !each) {
                    next.add(child);
                }
            }
            nodes = next;
        }
        return nodes;
    }
}
