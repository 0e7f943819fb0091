package dev.anyhook.simulators;

import java.net.URI;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What is to be delivered to one URL: fixed when emitted, signed anew for each attempt. */
final class Message {
    private final String id;
    private final String jobId;
    private final String eventType;
    private final String target;
    private final byte[] body;
    private final Signing signing;
    private final BooleanSupplier wanted;

    /** A message that is given up as soon as {@code wanted} says no. */
    Message(String id, String jobId, String eventType, URI url, byte[] body, Signing signing, BooleanSupplier wanted) {
        this.id = id;
        this.jobId = jobId;
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

    /** The delivery for an attempt made {@code now} that claims to be of {@code dated}. */
    SentDelivery signed(Instant dated, Instant now) {
        return SentDelivery.signed(id, jobId, eventType, target, signing.headers(id, body.clone(), dated, now), body);
    }
}
