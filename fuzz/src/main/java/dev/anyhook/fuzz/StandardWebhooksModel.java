package dev.anyhook.fuzz;

import dev.anyhook.RawDelivery;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Standard Webhooks version 1 by its definition. */
final class StandardWebhooksModel extends SignedModel {
    private final String names;

    /** The scheme whose header names begin with {@code names}. */
    StandardWebhooksModel(String names, List<Key> keys, Key stranger) {
        super(keys, stranger);
        this.names = names;
    }

    /** Keys of this scheme are base64, after {@code whsec_} or not. */
    static Key key(String secret) {
        return Key.of(secret, Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")));
    }

    @Override
    @Nullable
    Offer offer(RawDelivery delivery) {
        String id = only(delivery, names + "id", 256);
        String seconds = only(delivery, names + "timestamp", 32);
        String list = only(delivery, names + "signature", 4096);
        if (id == null || id.contains(".") || seconds == null || list == null || !seconds.matches("[0-9]{1,19}")) {
            return null;
        }
        List<String> signatures = Stream.of(list.split(" ", -1))
                .filter(item -> item.startsWith("v1,") && item.length() > 3)
                .map(item -> item.substring(3))
                .toList();
        return new Offer(id + "." + seconds + ".", seconds, signatures);
    }

    @Override
    String prefix(Letter letter) {
        return letter.first(names + "id") + "." + letter.first(names + "timestamp") + ".";
    }

    @Override
    String spelled(byte[] mac) {
        return Base64.getEncoder().encodeToString(mac);
    }
}
