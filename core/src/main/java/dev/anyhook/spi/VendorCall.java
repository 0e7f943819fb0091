package dev.anyhook.spi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One call to a vendor. A call marked {@link #repeatable()} is tried up to three times when the world fails, with
 * growing, jittered pauses and never sooner than the vendor's Retry-After; any other is tried once. Whoever is told
 * that a limit is reached (429), and not until when, does not go on calling. Not thread-safe.
 */
public final class VendorCall {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final VendorAccount.Transport transport;
    private final CallFailures failures;
    private final HttpRequest.Builder request;
    private final String method;
    private final Set<Integer> doneAlready = new HashSet<>();
    private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
    private boolean repeatable;

    VendorCall(
            ProviderId provider,
            String operation,
            String method,
            URI target,
            VendorAccount.Transport transport,
            VendorErrors errors) {
        this.method = method;
        this.transport = transport;
        this.failures = new CallFailures(provider, operation, errors, MAPPER);
        this.request = HttpRequest.newBuilder(target).header("Accept", "application/json");
    }

    void header(String name, Secret value) {
        failures.hide(value);
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
        failures.hide(secret);
        return this;
    }

    /** Says that making the call twice does no harm. */
    public VendorCall repeatable() {
        repeatable = true;
        return this;
    }

    /** What to tell a person when the vendor answers {@code status}. */
    public VendorCall hint(int status, String text) {
        failures.hint(status, text);
        return this;
    }

    /**
     * What to tell a person when a call that is not {@link #repeatable()} may have been done although no good answer
     * came: the vendor answered that it failed itself, the answer was lost or late, or the thread was interrupted.
     */
    public VendorCall ifUnsure(String text) {
        failures.ifUnsure(text);
        return this;
    }

    /**
     * Says that {@code status}, answered to a repetition, means that an earlier try did it, and is as good as 2xx: 404
     * after a deletion whose answer was lost. It is so only if an earlier try may have been done; answered to the
     * first, or after others that were refused or never left, {@code status} is an error like any other.
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
                pause = Repeating.pauseAfter(attempt, answer);
                if (!repeatable || !Repeating.isWorthwhile(answer, attempt, pause)) {
                    throw failures.refused(answer, repeatable);
                }
                perhapsDone |= Repeating.mayBeDone(status);
            } catch (IOException broken) {
                if (!repeatable || attempt >= Repeating.TRIES) {
                    throw failures.unreachable(broken, repeatable);
                }
                pause = Repeating.backOff(attempt);
                perhapsDone |= !Repeating.neverLeft(broken);
            } catch (InterruptedException stop) {
                throw failures.interrupted(stop, repeatable);
            }
            waitFor(pause);
        }
    }

    private void waitFor(Duration pause) {
        try {
            transport.pause(pause);
        } catch (InterruptedException stop) {
            throw failures.interrupted(stop, repeatable);
        }
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
        return failures.unintelligible(answer, what);
    }
}
