package dev.anyhook.http;

import dev.anyhook.receiver.Acknowledgement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Everything the server ever says. None of it depends on what was sent, so none of it can echo a stranger. */
enum Answer {
    ACCEPTED(200, "accepted"),
    DUPLICATE(200, "duplicate"),
    UP(200, "up"),
    READY(200, "ready"),
    MALFORMED(400, "malformed"),
    REFUSED(401, "refused"),
    NOT_FOUND(404, "not found"),
    POST_ONLY(405, "method not allowed", "Allow", "POST"),
    GET_ONLY(405, "method not allowed", "Allow", "GET, HEAD"),
    TOO_SLOW(408, "too slow"),
    TOO_LARGE(413, "too large"),
    ENCODED(415, "content encoding not supported"),
    UNAVAILABLE(503, "unavailable", "Retry-After", "5"),
    CLOSING(503, "closing", "Retry-After", "5");

    private static final CharSequence TYPE = HttpHeaders.createOptimized("Content-Type");
    private static final CharSequence LENGTH = HttpHeaders.createOptimized("Content-Length");
    private static final CharSequence CACHING = HttpHeaders.createOptimized("Cache-Control");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private final int status;

    @SuppressWarnings("ImmutableEnumChecker") // Written to the network, and never changed.
    private final Buffer body;

    @SuppressWarnings("ImmutableEnumChecker") // The same.
    private final CharSequence length;

    private final @Nullable String header;
    private final @Nullable String value;

    Answer(int status, String word) {
        this(status, word, null, null);
    }

    Answer(int status, String word, @Nullable String header, @Nullable String value) {
        this.status = status;
        this.body = Buffer.buffer("{\"status\":\"" + word + "\"}");
        this.length = HttpHeaders.createOptimized(String.valueOf(body.length()));
        this.header = header;
        this.value = value;
    }

    /** The one place where acknowledgements become numbers. */
    static Answer to(Acknowledgement acknowledgement) {
        return switch (acknowledgement) {
            case ACCEPTED -> ACCEPTED;
            case DUPLICATE -> DUPLICATE;
            case REFUSED -> REFUSED;
            case NOT_FOUND -> NOT_FOUND;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    /** Whether the delivery brought something new: anybody may have a recording, and play it again and again. */
    boolean isForNews() {
        return this == ACCEPTED;
    }

    /** Writes this answer; {@code last} says that the connection closes after it. Completes once it is written. */
    Future<Void> write(HttpServerResponse response, boolean last) {
        response.setStatusCode(status)
                .putHeader(TYPE, JSON)
                .putHeader(LENGTH, length)
                .putHeader(CACHING, NO_STORE);
        if (header != null && value != null) {
            response.putHeader(header, value);
        }
        if (last) {
            response.putHeader("Connection", "close");
        }
        return response.end(body);
    }
}
