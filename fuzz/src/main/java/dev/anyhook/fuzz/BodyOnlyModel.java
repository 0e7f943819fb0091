package dev.anyhook.fuzz;

import dev.anyhook.RawDelivery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One header {@code sha256=...} over nothing but the body, by its definition. Nothing in it goes stale. */
final class BodyOnlyModel extends SignedModel {
    private static final String MARK = "sha256=";

    private final String name;

    /** The scheme whose header is {@code name}. */
    BodyOnlyModel(String name, List<Key> keys, Key stranger) {
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
        if (value == null || !value.startsWith(MARK)) {
            return null;
        }
        String arrival = Long.toString(delivery.receivedAt().getEpochSecond());
        return new Offer("", arrival, List.of(value.substring(MARK.length())));
    }

    @Override
    String prefix(Letter letter) {
        return "";
    }

    @Override
    String spelled(byte[] mac) {
        return HexFormat.of().formatHex(mac);
    }
}
