package dev.anyhook.diffio;

import dev.anyhook.RawDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Deliveries by chance: the same ones for the same seed and instant. Timestamps keep clear of the window's edges. */
final class Chance {
    private static final List<String> NAMES = List.of("svix-id", "svix-timestamp", "svix-signature");
    private static final List<String> IDS =
            List.of("msg_1", "a.b.c", ".", "msg 1", "mésg", "\uD83D\uDE00", "m\tm", "x".repeat(300), "", "1731705121");
    private static final List<String> BODIES = List.of(
            Fixture.COMPLETED, "", ".", "{}", "a.b", "\uFFFD", "\u0000", "h\u00e9llo \uD83D\uDE00", "x".repeat(5000));

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    /** A delivery that is genuine, or nearly so, or not at all; signed by {@link Fixture#SECRET} or by another. */
    RawDelivery delivery(Instant now) {
        byte[] body = pick(BODIES).getBytes(StandardCharsets.UTF_8);
        if (oneIn(20)) {
            body = bytes(40);
        }
        String id = oneIn(5) ? pick(IDS) : Fixture.ID;
        long skew = oneIn(8) ? 400 + random.nextInt(100_000) : random.nextInt(200);
        String seconds = Long.toString(now.getEpochSecond() + (random.nextBoolean() ? skew : -skew));
        String written = oneIn(6) ? respelled(seconds) : seconds;
        String secret = oneIn(10) ? Fixture.OTHER_SECRET : Fixture.SECRET;
        String signature = Signer.sign(secret, id, random.nextBoolean() ? written : seconds, body);

        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("svix-id", List.of(id));
        headers.put("svix-timestamp", List.of(written));
        headers.put("svix-signature", List.of(oneIn(2) ? listed(signature) : signature));
        for (int mutations = oneIn(2) ? 0 : 1 + random.nextInt(2); mutations > 0; mutations--) {
            if (oneIn(4)) {
                body = changed(body);
            } else {
                mutate(headers);
            }
        }
        return Fixture.delivery(oneIn(4) ? recased(headers) : headers, body, now);
    }

    private String respelled(String seconds) {
        return pick(List.of(
                "+" + seconds,
                "0" + seconds,
                "0".repeat(12) + seconds,
                "0".repeat(40) + seconds,
                "-" + seconds,
                "  " + seconds + " ",
                seconds + ".0",
                seconds.charAt(0) + " " + seconds.substring(1),
                seconds + "0".repeat(9),
                seconds + "0".repeat(12),
                seconds.replace('1', '\u0661'),
                "\uFF0B" + seconds,
                "0x" + seconds,
                ""));
    }

    private String listed(String signature) {
        String other = Signer.sign(Fixture.OTHER_SECRET, Fixture.ID, "1", new byte[0]);
        return pick(List.of(
                signature + " " + other,
                other + " " + signature,
                other + "  " + signature + " ",
                "v2," + signature.substring(3),
                "v1a,x " + signature,
                signature + " v1a,x v2,y",
                "v1," + signature + " " + other,
                "," + signature,
                "v1,," + signature.substring(3),
                "V1," + signature.substring(3),
                "v1 " + signature.substring(3),
                "v1, " + signature.substring(3),
                signature.substring(3),
                signature + ",x",
                signature + ",",
                signature + "\t" + other,
                signature + " v1,\u00e9",
                "v1 , v1, " + signature,
                String.join(" ", Collections.nCopies(31, other)) + " " + signature,
                String.join(" ", Collections.nCopies(32, other)) + " " + signature,
                signature + " " + "v9,z ".repeat(40),
                "v1," + "A".repeat(5000) + " " + signature,
                signature.replace("=", ""),
                signature + "="));
    }

    private void mutate(Map<String, List<String>> headers) {
        String name = pick(NAMES);
        List<String> values = headers.getOrDefault(name, List.of());
        switch (random.nextInt(12)) {
            case 0 -> headers.remove(name);
            case 1 -> headers.put(name, List.of());
            case 2 -> headers.put(name, List.of(""));
            case 3 -> headers.put(name, twice(values));
            case 4 -> headers.put("webhook" + name.substring(4), values);
            case 5 ->
                Map.copyOf(headers).forEach((any, all) -> {
                    headers.put(any.replaceFirst("^svix-", "webhook-"), all);
                    headers.remove(random.nextBoolean() ? name : any);
                });
            default -> headers.put(name, values.stream().map(this::changed).toList());
        }
    }

    private List<String> twice(List<String> values) {
        var all = new ArrayList<>(values);
        all.add(
                random.nextInt(2) * all.size(),
                oneIn(2) ? "other" : values.stream().findFirst().orElse("other"));
        return all;
    }

    private static Map<String, List<String>> spelled(Map<String, List<String>> headers, UnaryOperator<String> names) {
        var spelled = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> spelled.put(names.apply(name), values));
        return spelled;
    }

    private Map<String, List<String>> recased(Map<String, List<String>> headers) {
        boolean all = random.nextBoolean();
        return spelled(
                headers,
                name -> all
                        ? name.toUpperCase(Locale.ROOT)
                        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    /** With one bit flipped, one byte less or one more. */
    byte[] changed(byte[] bytes) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        int way = bytes.length == 0 ? 2 : random.nextInt(4);
        if (way >= 2) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
            longer[at] = (byte) random.nextInt();
            return way == 2 ? longer : Arrays.copyOf(bytes, at);
        }
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    /** With one bit flipped, one character less or one more. */
    String changed(String text) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        return switch (text.isEmpty() ? 0 : random.nextInt(3)) {
            case 0 -> text.substring(0, at) + (char) (' ' + random.nextInt(95)) + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            default ->
                text.substring(0, at) + (char) (text.charAt(at) ^ (1 << random.nextInt(8))) + text.substring(at + 1);
        };
    }

    /** Up to {@code most} bytes of noise. */
    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Up to {@code most} characters of noise, halves of surrogate pairs among them. */
    String text(int most) {
        var text = new StringBuilder();
        for (int length = random.nextInt(most); length > 0; length--) {
            text.append((char) (oneIn(3) ? random.nextInt(0x10000) : random.nextInt(0x80)));
        }
        return text.toString();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
