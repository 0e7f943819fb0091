package dev.anyhook.testkit;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What can happen to a delivery on its way, or be done to it: each method gives a changed copy. */
public final class DeliveryMutations {
    private DeliveryMutations() {}

    /** With one bit of the body flipped, counted from the first byte's lowest. */
    public static RawDelivery withBitFlipped(RawDelivery delivery, int bit) {
        byte[] body = delivery.body().toByteArray();
        body[bit / 8] ^= (byte) (1 << (bit % 8));
        return delivery.withBody(Payload.copyOf(body));
    }

    /** With the last byte of the body gone. */
    public static RawDelivery truncated(RawDelivery delivery) {
        byte[] body = delivery.body().toByteArray();
        return delivery.withBody(Payload.copyOf(Arrays.copyOf(body, body.length - 1)));
    }

    /** With a byte after the end of the body. */
    public static RawDelivery lengthened(RawDelivery delivery) {
        byte[] body = delivery.body().toByteArray();
        byte[] longer = Arrays.copyOf(body, body.length + 1);
        longer[body.length] = ' ';
        return delivery.withBody(Payload.copyOf(longer));
    }

    /** Without the header called {@code name}. */
    public static RawDelivery without(RawDelivery delivery, String name) {
        return withHeaders(delivery, headers -> {
            headers.remove(name);
            return headers;
        });
    }

    /** With the header called {@code name} sent once more, with the same value. */
    public static RawDelivery repeating(RawDelivery delivery, String name) {
        return withHeaders(delivery, headers -> {
            headers.computeIfPresent(name, (same, values) -> {
                var twice = new ArrayList<>(values);
                twice.addAll(values);
                return twice;
            });
            return headers;
        });
    }

    /** With {@code values} as all the values of the header called {@code name}. */
    public static RawDelivery with(RawDelivery delivery, String name, String... values) {
        return withHeaders(delivery, headers -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, List.of(values));
            return headers;
        });
    }

    /** With all header names in upper case. */
    public static RawDelivery withUpperCaseNames(RawDelivery delivery) {
        return withNames(delivery, name -> name.toUpperCase(Locale.ROOT));
    }

    /** With all header names in lower case, as HTTP/2 has them. */
    public static RawDelivery withLowerCaseNames(RawDelivery delivery) {
        return withNames(delivery, name -> name.toLowerCase(Locale.ROOT));
    }

    private static RawDelivery withNames(RawDelivery delivery, UnaryOperator<String> spelling) {
        return withHeaders(delivery, headers -> {
            var spelled = new LinkedHashMap<String, List<String>>();
            headers.forEach((name, values) -> spelled.put(spelling.apply(name), values));
            return spelled;
        });
    }

    /** Without any header. */
    public static RawDelivery withoutHeaders(RawDelivery delivery) {
        return withHeaders(delivery, headers -> Map.of());
    }

    /** To the same endpoint with another last path segment. */
    public static RawDelivery withLastSegment(RawDelivery delivery, String segment) {
        String path = delivery.target().getRawPath();
        return at(delivery, URI.create(path.substring(0, path.lastIndexOf('/') + 1) + segment));
    }

    static RawDelivery at(RawDelivery delivery, URI target) {
        return new RawDelivery(delivery.endpoint(), target, delivery.headers(), delivery.body(), delivery.receivedAt());
    }

    /** To the endpoint of ours that is called {@code endpoint}, otherwise the same. */
    public static RawDelivery to(RawDelivery delivery, String endpoint) {
        return new RawDelivery(endpoint, delivery.target(), delivery.headers(), delivery.body(), delivery.receivedAt());
    }

    /** With random bytes for a body and for the values of all headers; the same for the same {@code random}. */
    public static RawDelivery scrambled(RawDelivery delivery, Random random) {
        byte[] body = new byte[random.nextInt(200)];
        random.nextBytes(body);
        RawDelivery scrambled = withHeaders(delivery, headers -> {
            headers.replaceAll((name, values) -> List.of(text(random)));
            return headers;
        });
        return scrambled.withBody(Payload.copyOf(body));
    }

    /** With some characters of one header's value replaced at random; the same for the same {@code random}. */
    static RawDelivery smudged(RawDelivery delivery, Random random) {
        List<String> names = List.copyOf(delivery.headers().map().keySet());
        if (names.isEmpty()) {
            return delivery;
        }
        String name = names.get(random.nextInt(names.size()));
        var value = new StringBuilder(delivery.headers().firstValue(name).orElse(""));
        for (int i = random.nextInt(4); i >= 0 && value.length() > 0; i--) {
            value.setCharAt(random.nextInt(value.length()), (char) (random.nextInt(0x80) + 1));
        }
        return with(delivery, name, value.toString());
    }

    /** In forms that parsers stumble over. */
    static List<RawDelivery> odd(RawDelivery delivery) {
        var odd = new ArrayList<RawDelivery>();
        odd.add(withoutHeaders(delivery));
        odd.add(delivery.withReceivedAt(Instant.MIN));
        odd.add(delivery.withReceivedAt(Instant.MAX));
        odd.add(at(delivery, URI.create("")));
        odd.add(at(delivery, URI.create("mailto:nobody@example.com")));
        for (String name : delivery.headers().map().keySet()) {
            for (String value : List.of("", " ", ",", "=", ".", "9".repeat(30), "-1", "\ud800", "x".repeat(100_000))) {
                odd.add(with(delivery, name, value));
            }
        }
        Bodies.odd().forEach(body -> odd.add(delivery.withBody(body)));
        return odd;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(80), 1, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static RawDelivery withHeaders(RawDelivery delivery, UnaryOperator<Map<String, List<String>>> change) {
        var headers = new LinkedHashMap<String, List<String>>(delivery.headers().map());
        return delivery.withHeaders(HttpHeaders.of(change.apply(headers), (name, value) -> true));
    }
}
