package dev.anyhook.diffio;

import dev.anyhook.RawDelivery;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where our verdict may differ from that of Svix's own verifier, who believes in each case, and why. */
enum Difference {
    REPEATED_HEADER(
            "Svix reads the first of several values; which is first is up to every proxy on the way, so we read none.",
            false,
            delivery -> svix(delivery).anyMatch(values -> values.size() > 1),
            now -> Fixture.with(genuine(now), "svix-id", Fixture.ID, "msg_other")),
    EMPTY_ID(
            "Svix signs an empty id like any other; without an id a redelivery could not be told from a new event.",
            false,
            delivery -> delivery.headers().firstValue("svix-id").orElse("-").isEmpty(),
            now -> signed("", text(now), text(now), bytes(Fixture.COMPLETED), now)),
    DOTTED_ID(
            "Svix signs an id with a dot like any other; where id and timestamp end could then be moved, so we refuse it.",
            false,
            delivery -> svix(delivery, "svix-id").anyMatch(id -> id.contains(".")),
            now -> signed("msg.1", text(now), text(now), bytes(Fixture.COMPLETED), now)),
    NOT_VISIBLE_ASCII(
            "HTTP has no one reading of header bytes beyond visible ASCII, so what was signed would be a guess.",
            false,
            delivery -> svix(delivery).flatMap(List::stream).anyMatch(value -> !value.matches("[ -~]*")),
            now -> signed("msg_é", text(now), text(now), bytes(Fixture.COMPLETED), now)),
    TOO_LONG(
            "A header longer than any that Svix sends is not read; length is the one thing a stranger gets for free.",
            false,
            delivery -> svix(delivery, "svix-id").anyMatch(id -> id.length() > 256)
                    || svix(delivery, "svix-timestamp").anyMatch(timestamp -> timestamp.length() > 32)
                    || svix(delivery, "svix-signature").anyMatch(list -> list.length() > 4096),
            now -> signed("m".repeat(257), text(now), text(now), bytes(Fixture.COMPLETED), now)),
    TOO_MANY_SIGNATURES(
            "No rotation needs more than 32 signatures; a longer list is somebody trying.",
            false,
            delivery -> svix(delivery, "svix-signature")
                    .anyMatch(list -> Arrays.stream(list.split(" "))
                                    .filter(item -> item.startsWith("v1,"))
                                    .count()
                            > 32),
            now -> Fixture.with(
                    genuine(now), "svix-signature", Fixture.signatureOf(genuine(now)) + " v1,x".repeat(32))),
    TIMESTAMP_REBUILT(
            "Svix signs the number it parsed, so +5 and 05 pass for 5; we sign the text that came, in digits only.",
            false,
            Difference::spellsTimestampOddly,
            now -> signed(Fixture.ID, "+" + text(now), text(now), bytes(Fixture.COMPLETED), now)),
    TIMESTAMP_AS_WRITTEN(
            "The same seen from the other side: 05 that was signed as 05 is what the holder of the secret wrote.",
            true,
            Difference::spellsTimestampOddly,
            now -> signed(Fixture.ID, "0" + text(now), "0" + text(now), bytes(Fixture.COMPLETED), now)),
    UNBRANDED_NAMES(
            "Svix falls back to webhook- names; Diffio's own verifiers look at svix- names only, and so do we.",
            false,
            delivery -> svix(delivery).count() < 3
                    && Stream.of("id", "timestamp", "signature")
                            .allMatch(name -> delivery.headers().map().containsKey("webhook-" + name)),
            now -> unbranded(genuine(now))),
    SECOND_COMMA(
            "Svix drops what follows a second comma in an item; no signature has one, so we compare all of the item.",
            false,
            delivery -> svix(delivery, "svix-signature")
                    .anyMatch(list -> Arrays.stream(list.split(" ")).anyMatch(item -> item.matches("v1,[^,]*,.*"))),
            now -> Fixture.with(genuine(now), "svix-signature", Fixture.signatureOf(genuine(now)) + ",anything")),
    BODY_BLURRED(
            "Svix verifies a String, in which a stray byte and a real U+FFFD look the same; we verify the bytes.",
            false,
            delivery -> !isUtf8(delivery),
            now -> {
                byte[] replaced = bytes("{\"a\":\"\uFFFD\"}");
                byte[] stray = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'};
                String signature = Signer.sign(Fixture.SECRET, Fixture.ID, text(now), replaced);
                return Fixture.delivery(Fixture.ID, text(now), signature, stray, now);
            }),
    BODY_AS_IT_CAME(
            "The same seen from the other side: bytes that are not UTF-8 can be signed, and then are authentic.",
            true,
            delivery -> !isUtf8(delivery),
            now -> signed(Fixture.ID, text(now), text(now), new byte[] {'{', (byte) 0xFF, '}'}, now));

    final String because;
    final boolean believedByUs;
    private final Predicate<RawDelivery> applies;
    private final Function<Instant, RawDelivery> example;

    Difference(
            String because,
            boolean believedByUs,
            Predicate<RawDelivery> applies,
            Function<Instant, RawDelivery> example) {
        this.because = because;
        this.believedByUs = believedByUs;
        this.applies = applies;
        this.example = example;
    }

    /** Those that could be why only we, or only Svix, believe {@code delivery}. */
    static List<Difference> explaining(RawDelivery delivery, boolean believedByUs) {
        return Arrays.stream(values())
                .filter(difference -> difference.believedByUs == believedByUs && difference.applies.test(delivery))
                .toList();
    }

    /** A delivery, arriving {@code now}, in which the difference shows. */
    RawDelivery example(Instant now) {
        return example.apply(now);
    }

    private static RawDelivery genuine(Instant now) {
        return signed(Fixture.ID, text(now), text(now), bytes(Fixture.COMPLETED), now);
    }

    private static RawDelivery signed(String id, String timestamp, String signedAs, byte[] body, Instant now) {
        return Fixture.delivery(id, timestamp, Signer.sign(Fixture.SECRET, id, signedAs, body), body, now);
    }

    static RawDelivery unbranded(RawDelivery delivery) {
        var headers = new LinkedHashMap<String, List<String>>();
        delivery.headers()
                .map()
                .forEach((name, values) -> headers.put(name.replaceFirst("^svix-", "webhook-"), values));
        return Fixture.delivery(headers, delivery.body().toByteArray(), delivery.receivedAt());
    }

    private static Stream<List<String>> svix(RawDelivery delivery) {
        return Stream.of("svix-id", "svix-timestamp", "svix-signature")
                .map(delivery.headers()::allValues)
                .filter(values -> !values.isEmpty());
    }

    private static Stream<String> svix(RawDelivery delivery, String name) {
        return delivery.headers().allValues(name).stream();
    }

    private static boolean spellsTimestampOddly(RawDelivery delivery) {
        return svix(delivery, "svix-timestamp").anyMatch(text -> {
            try {
                return !Long.toString(Long.parseLong(text)).equals(text);
            } catch (NumberFormatException notANumber) {
                return false;
            }
        });
    }

    private static boolean isUtf8(RawDelivery delivery) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(delivery.body().toByteArray()));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static String text(Instant now) {
        return Long.toString(now.getEpochSecond());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
