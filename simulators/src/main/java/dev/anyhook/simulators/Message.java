package dev.anyhook.simulators;

import java.net.URI;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What is to be delivered to one URL: fixed when emitted, signed anew for each attempt. */
final class Message {
    private final String id;
    private final String eventType;
    private final String target;
    private final byte[] body;
    private final Signing signing;
    private final BooleanSupplier wanted;

    /** A message that is given up as soon as {@code wanted} says no. */
    Message(String id, String eventType, URI url, byte[] body, Signing signing, BooleanSupplier wanted) {
        this.id = id;
        this.eventType = eventType;
        this.target = target(url);
        this.body = body.clone();
        this.signing = signing;
        this.wanted = wanted;
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    boolean isWanted() {
        return wanted.getAsBoolean();
    }

    SentDelivery signedAt(Instant at) {
        return new SentDelivery(id, eventType, target, signing.headers(id, body.clone(), at), body);
    }
}
