package dev.anyhook.spi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One call to a vendor. A call marked {@link #repeatable()} is tried up to three times when the world fails, with
 * growing, jittered pauses and never sooner than the vendor's Retry-After; any other is tried once. Whoever is told that
 * a limit is reached (429), and not until when, does not go on calling. Not thread-safe.
 */
public final class VendorCall {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Set<Integer> NOT_DONE = Set.of(429, 503);
    private static final int LIMIT_REACHED = 429;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    /** A longer body explains nothing, and a tree of it takes many times its size. */
    private static final int LONGEST_EXPLANATION = 64 * 1024;

    private final ProviderId provider;
    private final String operation;
    private final VendorAccount.Transport transport;
    private final VendorErrors errors;
    private final HttpRequest.Builder request;
    private final String method;
    private final Redaction redaction = new Redaction();
    private final Map<Integer, String> hints = new HashMap<>();
    private final Set<Integer> doneAlready = new HashSet<>();
    private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
    private @Nullable String ifUnsure;
    private boolean repeatable;

    VendorCall(
            ProviderId provider,
            String operation,
            String method,
            URI target,
            VendorAccount.Transport transport,
            VendorErrors errors) {
        this.provider = provider;
        this.operation = operation;
        this.method = method;
        this.transport = transport;
        this.errors = errors;
        this.request = HttpRequest.newBuilder(target).header("Accept", "application/json");
    }

    void header(String name, Secret value) {
        redaction.hide(value);
        request.setHeader(name, value.reveal());
    }

    /** Sends {@code json} as the body. */
    public VendorCall json(JsonNode json) {
        request.setHeader("Content-Type", "application/json");
        body = HttpRequest.BodyPublishers.ofString(json.toString());
        return this;
    }

    /** Keeps {@code secret} out of every message, should the vendor repeat it. */
    public VendorCall hiding(Secret secret) {
        redaction.hide(secret);
        return this;
    }

    /** Says that making the call twice does no harm. */
    public VendorCall repeatable() {
        repeatable = true;
        return this;
    }

    /** What to tell a person when the vendor answers {@code status}. */
    public VendorCall hint(int status, String text) {
        hints.put(status, text);
        return this;
    }

    /**
     * What to tell a person when a call that is not {@link #repeatable()} may have been done although no good answer
     * came: the vendor answered that it failed itself, the answer was lost or late, or the thread was interrupted.
     */
    public VendorCall ifUnsure(String text) {
        ifUnsure = text;
        return this;
    }

    /**
     * Says that {@code status}, answered to a repetition, means that an earlier try did it, and is as good as 2xx: 404
     * after a deletion whose answer was lost. It is so only if an earlier try may have been done; answered to the first,
     * or after others that were refused or never left, {@code status} is an error like any other.
     */
    public VendorCall alreadyDone(int status) {
        doneAlready.add(status);
        return this;
    }

    /**
     * The vendor's answer when its status is 2xx, one of {@code alsoGood}, or means that it is {@link #alreadyDone}.
     *
     * @throws WebhookException for any other status, and when no answer came
     */
    public VendorAnswer send(Integer... alsoGood) {
        HttpRequest ready = request.method(method, body).build();
        boolean perhapsDone = false;
        for (int attempt = 1; ; attempt++) {
            Duration pause;
            try {
                HttpResponse<byte[]> answer = transport.send(ready);
                int status = answer.statusCode();
                boolean done = perhapsDone && doneAlready.contains(status);
                if (status / 100 == 2 || done || List.of(alsoGood).contains(status)) {
                    return new VendorAnswer(status, answer.headers(), Payload.copyOf(answer.body()), this);
                }
                pause = pauseAfter(attempt, answer);
                if (!worthRepeating(answer, attempt, pause)) {
                    throw refused(answer);
                }
                perhapsDone |= mayBeDone(status);
            } catch (IOException broken) {
                if (!repeatable || attempt >= TRIES) {
                    throw unreachable(broken);
                }
                pause = backOff(attempt);
                perhapsDone |= !neverLeft(broken);
            } catch (InterruptedException stop) {
                throw interrupted(stop);
            }
            waitFor(pause);
        }
    }

    private boolean worthRepeating(HttpResponse<byte[]> answer, int attempt, Duration pause) {
        int status = answer.statusCode();
        boolean endless =
                status == LIMIT_REACHED && RetryAfter.of(answer.headers()).isEmpty();
        return repeatable
                && attempt < TRIES
                && PASSING.contains(status)
                && !endless
                && pause.compareTo(LONGEST_PAUSE) <= 0;
    }

    private static boolean mayBeDone(int status) {
        return status / 100 == 5 && !NOT_DONE.contains(status);
    }

    private static boolean neverLeft(IOException broken) {
        return broken instanceof ConnectException || broken instanceof HttpConnectTimeoutException;
    }

    /** The end of a message about a call of which nobody knows whether it was done. */
    private String unsure() {
        return "; it may have been done all the same" + (ifUnsure == null ? "" : "; " + ifUnsure);
    }

    private void waitFor(Duration pause) {
        try {
            transport.pause(pause);
        } catch (InterruptedException stop) {
            throw interrupted(stop);
        }
    }

    private static Duration pauseAfter(int attempt, HttpResponse<byte[]> answer) {
        Duration own = backOff(attempt);
        return RetryAfter.of(answer.headers())
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }

    private static Duration backOff(int attempt) {
        long longest = 500L << attempt;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private WebhookException refused(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        VendorErrors.Said said = said(answer.body());
        var text = new StringBuilder("the vendor answered " + status);
        if (said.code() != null) {
            text.append(' ').append(redaction.clean(said.code()));
        }
        if (said.message() != null) {
            text.append(" \"").append(redaction.clean(said.message())).append('"');
        }
        if (!repeatable && mayBeDone(status)) {
            text.append(unsure());
        }
        if (hints.containsKey(status)) {
            text.append("; ").append(hints.get(status));
        }
        return WebhookException.during(provider, operation)
                .message(text.toString())
                .httpStatus(status)
                .vendorCode(said.code() == null ? null : redaction.clean(said.code()))
                .retryable(repeatable ? PASSING.contains(status) : NOT_DONE.contains(status))
                .retryAfter(RetryAfter.of(answer.headers()).orElse(null))
                .build();
    }

    private VendorErrors.Said said(byte[] body) {
        try {
            JsonNode json = body.length > LONGEST_EXPLANATION ? null : MAPPER.readTree(body);
            return json == null ? new VendorErrors.Said(null, null) : errors.read(json);
        } catch (IOException notJson) {
            return new VendorErrors.Said(null, null);
        }
    }

    private WebhookException unreachable(IOException broken) {
        boolean harmless = repeatable || neverLeft(broken);
        String why = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        var exception = WebhookException.during(provider, operation)
                .message("no answer from the vendor: " + redaction.clean(why) + (harmless ? "" : unsure()))
                .retryable(harmless);
        return redaction.isNeededFor(broken) ? exception.build() : exception.causedBy(broken);
    }

    private WebhookException interrupted(InterruptedException stop) {
        Thread.currentThread().interrupt();
        return WebhookException.during(provider, operation)
                .message("interrupted before an answer came" + (repeatable ? "" : unsure()))
                .retryable(repeatable)
                .causedBy(stop);
    }

    JsonNode parse(VendorAnswer answer) {
        try {
            JsonNode json = MAPPER.readTree(answer.body().inputStream());
            if (json != null && json.isContainerNode()) {
                return json;
            }
        } catch (IOException notJson) {
            throw unintelligible(answer, "something that is not JSON; is the API base right?");
        }
        throw unintelligible(answer, "JSON that is neither object nor array; is the API base right?");
    }

    WebhookException unintelligible(VendorAnswer answer, String what) {
        return WebhookException.during(provider, operation)
                .message("the vendor answered " + answer.status() + " with " + redaction.clean(what))
                .httpStatus(answer.status())
                .build();
    }
}
