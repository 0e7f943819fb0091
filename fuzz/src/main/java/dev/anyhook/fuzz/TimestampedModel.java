package dev.anyhook.fuzz;

import dev.anyhook.RawDelivery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One header {@code t=...,v1=...} by its definition. */
final class TimestampedModel extends SignedModel {
    private final String name;

    /** The scheme whose header is {@code name}. */
    TimestampedModel(String name, List<Key> keys, Key stranger) {
        super(keys, stranger);
        this.name = name;
    }

    /** Keys of this scheme are the secret's own text. */
    static Key key(String secret) {
        return Key.of(secret, secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    @Nullable
    Offer offer(RawDelivery delivery) {
        String value = only(delivery, name, 4096);
        List<String> times = value == null ? List.of() : items(value, "t=");
        if (value == null || times.size() != 1 || !times.get(0).matches("[0-9]{1,19}")) {
            return null;
        }
        List<String> signatures =
                items(value, "v1=").stream().filter(item -> !item.isEmpty()).toList();
        return new Offer(times.get(0) + ".", times.get(0), signatures);
    }

    private static List<String> items(String value, String mark) {
        return Stream.of(value.split(",", -1))
                .filter(item -> item.startsWith(mark))
                .map(item -> item.substring(mark.length()))
                .toList();
    }

    @Override
    String prefix(Letter letter) {
        List<String> times = items(letter.first(name), "t=");
        return (times.isEmpty() ? "" : times.get(0)) + ".";
    }

    @Override
    String spelled(byte[] mac) {
        return HexFormat.of().formatHex(mac);
    }
}
