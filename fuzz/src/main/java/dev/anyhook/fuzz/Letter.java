package dev.anyhook.fuzz;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request read from an input, however broken: a target, an instant of arrival, headers, an empty line, a body. The
 * first line may be {@code POST <target>}; a header {@code Arrives} holds epoch seconds and is taken out.
 *
 * @param target what it is addressed to
 * @param arrival when it arrived
 * @param headers in order, names not yet merged
 * @param body all bytes after the first empty line
 */
record Letter(URI target, Instant arrival, List<Map.Entry<String, String>> headers, Payload body) {
    private static final String ARRIVES = "Arrives";
    private static final URI ENDPOINT = URI.create("/webhooks/live");

    /** The moment at which letters arrive unless they say otherwise. */
    static final Instant NOW = Instant.ofEpochSecond(1_774_180_800L);

    static Letter parse(byte[] input) {
        byte[] bytes = Template.expand(input, Letter::instant);
        URI target = ENDPOINT;
        Instant arrival = NOW;
        var headers = new ArrayList<Map.Entry<String, String>>();
        int start = 0;
        while (start < bytes.length) {
            int end = endOfLine(bytes, start);
            String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            start = end + 1;
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                break;
            } else if (line.startsWith("POST ")) {
                target = target(line.substring(5));
            } else if (line.startsWith(ARRIVES + ":")) {
                arrival = arrival(line.substring(colon + 1).strip());
            } else {
                String name = colon < 0 ? line : line.substring(0, colon);
                headers.add(Map.entry(
                        name, colon < 0 ? "" : line.substring(colon + 1).strip()));
            }
        }
        byte[] body = start < bytes.length ? Arrays.copyOfRange(bytes, start, bytes.length) : new byte[0];
        return new Letter(target, arrival, List.copyOf(headers), Payload.copyOf(body));
    }

    private static int endOfLine(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }

    /** {@code now}, {@code now+N} and {@code now-N}, in seconds. */
    static byte @Nullable [] instant(String word) {
        if (!word.matches("now([+-][0-9]{1,9})?")) {
            return null;
        }
        long offset = word.length() == 3 ? 0 : Long.parseLong(word.substring(3));
        return Long.toString(NOW.getEpochSecond() + offset).getBytes(StandardCharsets.US_ASCII);
    }

    private static URI target(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            return ENDPOINT;
        }
    }

    private static Instant arrival(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException notOne) {
            return NOW;
        }
    }

    /** The first value under {@code name}; empty if there is none. */
    String first(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The same with {@code words} expanded in the values of headers, as can be done once the body is known. */
    Letter spelledOut(Function<String, byte @Nullable []> words) {
        return new Letter(
                target,
                arrival,
                headers.stream()
                        .map(header -> Map.entry(header.getKey(), spelledOut(header.getValue(), words)))
                        .toList(),
                body);
    }

    private static String spelledOut(String value, Function<String, byte @Nullable []> words) {
        return value.indexOf('<') < 0
                ? value
                : new String(Template.expand(value.getBytes(StandardCharsets.UTF_8), words), StandardCharsets.UTF_8);
    }

    /** The headers as an adapter hands them on: names that differ only in case merged, in order. */
    HttpHeaders merged() {
        Map<String, List<String>> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : headers) {
            if (!header.getKey().trim().isEmpty()) {
                merged.computeIfAbsent(header.getKey().trim(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
        }
        return HttpHeaders.of(merged, (name, value) -> true);
    }

    /** The delivery that this letter is, to the endpoint {@code live}. */
    RawDelivery delivery() {
        return new RawDelivery("live", target, merged(), body, arrival);
    }
}
