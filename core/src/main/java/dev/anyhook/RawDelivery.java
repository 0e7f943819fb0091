package dev.anyhook;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Objects;

/**
 * One HTTP delivery as it arrived, for the endpoint it was addressed to. Nothing in it is believed yet.
 *
 * @param endpoint the name of our endpoint, as registered with the receiver
 * @param target the request target, which may hold a URL token and is therefore never printed
 * @param headers all headers; names are matched without regard to case
 * @param body the exact bytes
 * @param receivedAt the only clock that verification may consult
 */
public record RawDelivery(String endpoint, URI target, HttpHeaders headers, Payload body, Instant receivedAt) {
    public RawDelivery {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(receivedAt, "receivedAt");
    }

    /** The same delivery with another body, as something on the way might have rewritten it. */
    public RawDelivery withBody(Payload other) {
        return new RawDelivery(endpoint, target, headers, other, receivedAt);
    }

    /** The same delivery with other headers. */
    public RawDelivery withHeaders(HttpHeaders other) {
        return new RawDelivery(endpoint, target, other, body, receivedAt);
    }

    /** The same delivery, arriving at another instant. */
    public RawDelivery withReceivedAt(Instant instant) {
        return new RawDelivery(endpoint, target, headers, body, instant);
    }

    @Override
    public String toString() {
        return "RawDelivery[endpoint=" + endpoint + ", headers=" + headers.map().keySet() + ", body=" + body
                + ", receivedAt=" + receivedAt + "]";
    }
}
