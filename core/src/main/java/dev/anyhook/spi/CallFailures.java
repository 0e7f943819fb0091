package dev.anyhook.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a call that failed, without the secrets in play. Not thread-safe. */
final class CallFailures {
    /** A longer body explains nothing, and a tree of it takes many times its size. */
    private static final int LONGEST_EXPLANATION = 64 * 1024;

    private final ProviderId provider;
    private final String operation;
    private final VendorErrors errors;
    private final JsonMapper mapper;
    private final Redaction redaction = new Redaction();
    private final Map<Integer, String> hints = new HashMap<>();
    private @Nullable String ifUnsure;

    CallFailures(ProviderId provider, String operation, VendorErrors errors, JsonMapper mapper) {
        this.provider = provider;
        this.operation = operation;
        this.errors = errors;
        this.mapper = mapper;
    }

    void hide(Secret secret) {
        redaction.hide(secret);
    }

    void hint(int status, String text) {
        hints.put(status, text);
    }

    void ifUnsure(String text) {
        ifUnsure = text;
    }

    WebhookException refused(HttpResponse<byte[]> answer, boolean repeatable) {
        int status = answer.statusCode();
        VendorErrors.Said said = said(answer.body());
        var text = new StringBuilder("the vendor answered " + status);
        if (said.code() != null) {
            text.append(' ').append(redaction.clean(said.code()));
        }
        if (said.message() != null) {
            text.append(" \"").append(redaction.clean(said.message())).append('"');
        }
        if (!repeatable && Repeating.mayBeDone(status)) {
            text.append(unsure());
        }
        if (hints.containsKey(status)) {
            text.append("; ").append(hints.get(status));
        }
        return WebhookException.during(provider, operation)
                .message(text.toString())
                .httpStatus(status)
                .vendorCode(said.code() == null ? null : redaction.clean(said.code()))
                .retryable(Repeating.mayHelpLater(status, repeatable))
                .retryAfter(RetryAfter.of(answer.headers()).orElse(null))
                .build();
    }

    private VendorErrors.Said said(byte[] body) {
        try {
            JsonNode json = body.length > LONGEST_EXPLANATION ? null : mapper.readTree(body);
            return json == null ? new VendorErrors.Said(null, null) : errors.read(json);
        } catch (IOException notJson) {
            return new VendorErrors.Said(null, null);
        }
    }

    WebhookException unreachable(IOException broken, boolean repeatable) {
        boolean harmless = repeatable || Repeating.neverLeft(broken);
        String why = broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        var exception = WebhookException.during(provider, operation)
                .message("no answer from the vendor: " + redaction.clean(why) + (harmless ? "" : unsure()))
                .retryable(harmless);
        return redaction.isNeededFor(broken) ? exception.build() : exception.causedBy(broken);
    }

    WebhookException interrupted(InterruptedException stop, boolean repeatable) {
        Thread.currentThread().interrupt();
        return WebhookException.during(provider, operation)
                .message("interrupted before an answer came" + (repeatable ? "" : unsure()))
                .retryable(repeatable)
                .causedBy(stop);
    }

    WebhookException unintelligible(VendorAnswer answer, String what) {
        return WebhookException.during(provider, operation)
                .message("the vendor answered " + answer.status() + " with " + redaction.clean(what))
                .httpStatus(answer.status())
                .build();
    }

    /** The end of a message about a call of which nobody knows whether it was done. */
    private String unsure() {
        return "; it may have been done all the same" + (ifUnsure == null ? "" : "; " + ifUnsure);
    }
}
