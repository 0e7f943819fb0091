package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link JsonFields} found. A text longer than 8192 characters is as good as absent. A text is plain, and so safe
 * to store and show anywhere, when it has no control characters and no half of a surrogate pair.
 */
public final class JsonValues {
    private static final int MAX_TEXT = 8192;
    private static final int MAX_ELEMENTS = 256;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, String> others = new HashMap<>();
    private final Set<String> objects = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean readable = true;

    JsonValues() {}

    static JsonValues unreadable() {
        var values = new JsonValues();
        values.readable = false;
        return values;
    }

    /** Whether the body was a JSON object, as far as it had to be read. */
    public boolean readable() {
        return readable;
    }

    /** The JSON string at {@code path}; null if there is none, or none that is plain. */
    public @Nullable String text(String path) {
        String raw = first(path);
        return raw != null && isPlain(raw) ? raw : null;
    }

    /** The JSON string at {@code path} for people to read, with blanks for what is not plain; null if there is none. */
    public @Nullable String prose(String path) {
        String raw = first(path);
        if (raw == null || isPlain(raw)) {
            return raw;
        }
        var plain = new StringBuilder(raw.length());
        raw.codePoints().map(c -> isPlain(c) ? c : ' ').forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** The JSON string, number or boolean at {@code path} as it was written; null if there is none. */
    public @Nullable String scalar(String path) {
        String text = text(path);
        return text == null ? others.get(path) : text;
    }

    private @Nullable String first(String path) {
        List<String> found = texts.get(path);
        return found == null ? null : found.get(0);
    }

    /** Every plain JSON string that a path with {@code []} met, 256 at most. */
    public List<String> texts(String path) {
        return texts.getOrDefault(path, List.of()).stream()
                .filter(JsonValues::isPlain)
                .toList();
    }

    /** The ISO 8601 instant at {@code path}, in the years 0 to 9999; null if there is none that can be read. */
    public @Nullable Instant instant(String path) {
        String text = text(path);
        try {
            return text == null ? null : storable(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notAnInstant) {
            return null;
        }
    }

    private static @Nullable Instant storable(Instant instant) {
        return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
    }

    /** The http and https links among {@link #texts}, each once. */
    public List<URI> links(String... paths) {
        var links = new LinkedHashSet<URI>();
        for (String path : paths) {
            for (String text : texts(path)) {
                URI link = link(text);
                if (link != null) {
                    links.add(link);
                }
            }
        }
        return List.copyOf(links);
    }

    private static @Nullable URI link(String text) {
        try {
            var link = new URI(text);
            boolean web = "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
            return web && link.getHost() != null ? link : null;
        } catch (URISyntaxException notALink) {
            return null;
        }
    }

    /** Whether there is a JSON object at {@code path}. */
    public boolean hasObject(String path) {
        return objects.contains(path);
    }

    int count() {
        return seen.size();
    }

    void container(@Nullable String path, boolean object) {
        if (path != null && seen.add(path) && object) {
            objects.add(path);
        }
    }

    void scalar(String path, JsonToken token, JsonParser parser) throws IOException {
        boolean first = seen.add(path);
        if (token == JsonToken.VALUE_STRING) {
            if (parser.getTextLength() <= MAX_TEXT && (first || path.contains("[]"))) {
                keep(path, parser.getText());
            }
        } else if (first && token != JsonToken.VALUE_NULL && parser.getTextLength() <= MAX_TEXT) {
            others.put(path, parser.getText());
        }
    }

    private void keep(String path, String text) {
        List<String> all = texts.computeIfAbsent(path, any -> new ArrayList<>(1));
        if (all.size() < MAX_ELEMENTS) {
            all.add(text);
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isPlain(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A surrogate that is a code point of its own has lost its other half. */
    private static boolean isPlain(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
