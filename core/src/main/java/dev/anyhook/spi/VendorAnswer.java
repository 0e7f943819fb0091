package dev.anyhook.spi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.anyhook.Payload;
import dev.anyhook.WebhookException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** A vendor's answer to one call. */
public final class VendorAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final Payload body;
    private final VendorCall call;

    VendorAnswer(int status, HttpHeaders headers, Payload body, VendorCall call) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.call = call;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public Payload body() {
        return body;
    }

    /** How long the vendor asks to be left alone by its Retry-After, in either form; empty if it does not. */
    public Optional<Duration> retryAfter() {
        return RetryAfter.of(headers);
    }

    /** The body as a JSON object or array, or a {@link WebhookException} that says it is none. */
    public JsonNode json() {
        return call.parse(this);
    }

    /**
     * An exception for an answer of good status that lacks what it must have.
     *
     * @param what what the answer is or lacks, after "with"
     */
    public WebhookException unintelligible(String what) {
        return call.unintelligible(this, what);
    }

    @Override
    public String toString() {
        return "VendorAnswer[" + status + ", " + body + "]";
    }
}
