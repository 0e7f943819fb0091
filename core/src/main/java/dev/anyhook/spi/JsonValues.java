package dev.anyhook.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    private static final JsonValues UNREADABLE = new JsonValues(Map.of(), false);

    private final Map<String, Integer> places;
    private final @Nullable Found[] found;
    private final boolean readable;
    private int count;

    private JsonValues(Map<String, Integer> places, boolean readable) {
        this.places = places;
        this.found = new Found[places.size()];
        this.readable = readable;
    }

    /** Nothing so far; {@code places} numbers the paths from 0 on. */
    static JsonValues of(Map<String, Integer> places) {
        return new JsonValues(places, true);
    }

    static JsonValues unreadable() {
        return UNREADABLE;
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
        Found here = text == null ? at(path) : null;
        return here == null ? text : here.other;
    }

    /** Whether anything at all is at {@code path}, fit to be read or not; JSON's null is nothing. */
    public boolean has(String path) {
        Found here = at(path);
        return here != null && here != Found.NOTHING;
    }

    private @Nullable String first(String path) {
        Found here = at(path);
        return here == null || here.texts.isEmpty() ? null : here.texts.get(0);
    }

    private @Nullable Found at(String path) {
        Integer place = places.get(path);
        return place == null ? null : found[place];
    }

    /** Every plain JSON string that a path with {@code []} met, 256 at most. */
    public List<String> texts(String path) {
        Found here = at(path);
        return here == null
                ? List.of()
                : here.texts.stream().filter(JsonValues::isPlain).toList();
    }

    /** The ISO 8601 instant at {@code path}, in the years 0 to 9999; null if there is none that can be read. */
    public @Nullable Instant instant(String path) {
        String text = text(path);
        try {
            return text == null ? null : storable(IsoInstant.parse(text));
        } catch (DateTimeException notAnInstant) {
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
        Found here = at(path);
        return here != null && here.object;
    }

    /** How many of the paths have been met, or cannot be met any more. */
    int count() {
        return count;
    }

    /** Notes the end of what holds these places: what has not been met by then is not there. */
    void ended(int[] places) {
        for (int place : places) {
            missing(place, false);
        }
    }

    private void missing(int place, boolean collects) {
        if (!collects && found[place] == null) {
            note(place, Found.NOTHING);
        }
    }

    /** Notes an object or an array; the first that a path meets counts. */
    void container(int place, boolean object) {
        if (found[place] == null) {
            note(place, new Found(object, null));
        }
    }

    /** Notes what {@code parser} stands at; where a path collects, every text counts, and else the first value. */
    void scalar(int place, boolean collects, JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            missing(place, collects);
            return;
        }
        boolean text = token == JsonToken.VALUE_STRING;
        boolean fits = parser.getTextLength() <= MAX_TEXT;
        Found here = found[place];
        boolean first = here == null;
        if (here == null) {
            here = note(place, new Found(false, fits && !text ? parser.getText() : null));
        }
        if (text && fits && (first || collects)) {
            here.keep(parser.getText());
        }
    }

    private Found note(int place, Found here) {
        found[place] = here;
        count++;
        return here;
    }

    private static boolean isPlain(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!isPlain(codePoint)) {
                return false;
            }
        }
        return true;
    }

    /** A surrogate that is a code point of its own has lost its other half. */
    private static boolean isPlain(int codePoint) {
        boolean ascii = codePoint >= ' ' && codePoint <= '~'; // Nearly always, and quickly told.
        return ascii || (!Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE);
    }

    /** What stands at one path. */
    private static final class Found {
        /** Met, and not there, or null; nothing is ever kept in it. */
        private static final Found NOTHING = new Found(false, null);

        private final boolean object;
        private final @Nullable String other;
        private List<String> texts = List.of();

        private Found(boolean object, @Nullable String other) {
            this.object = object;
            this.other = other;
        }

        private void keep(String text) {
            if (texts.isEmpty()) {
                texts = List.of(text);
            } else if (texts.size() < MAX_ELEMENTS) {
                texts = texts.size() == 1 ? new ArrayList<>(texts) : texts;
                texts.add(text);
            }
        }
    }
}
