package dev.anyhook.sivi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.VendorCall;
import dev.anyhook.spi.VendorErrors;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account whose settings are good, and its way to Sivi's API.
 *
 * <p>Paths begin with the plan. The headings of Sivi's pages dropped it, but their samples and Sivi's own programs
 * still call {@code general/...} ("Update Webhook", read 2026-11-01).
 *
 * @param api base and key
 * @param plan the first step of every path
 * @param abstractUserId the end user whose jobs are asked for; null for none
 */
record SiviAccount(VendorApi api, String plan, @Nullable String abstractUserId) {
    private static final String PLAN = "plan";
    private static final String ENVIRONMENT = "environment";
    private static final String ABSTRACT_USER_ID = "abstract-user-id";

    static final Set<String> SETTINGS = Set.of(PLAN, ENVIRONMENT, ABSTRACT_USER_ID);

    private static final String GENERAL = "general";
    private static final List<String> PLANS = List.of(GENERAL, "super", "enterprise");
    private static final String PRODUCTION = "production";
    private static final String STAGING = "staging";

    private static final String STATUS = "status";
    private static final JsonFields INNER = JsonFields.of(STATUS);

    private static final Map<Integer, String> HINTS = Map.of(
            401, "is the API key right, and for this environment?",
            402, "the account has no credits left",
            404, "do the settings plan and environment fit the account?", // Our guess: Sivi says nothing of it.
            422, "Sivi wants a valid URL that the public can POST to",
            429, "the plan's limit of requests or credits is reached");

    /**
     * The account as Sivi needs it.
     *
     * @throws IllegalArgumentException if a setting is unknown or has a value that Sivi does not
     */
    static SiviAccount of(VendorAccount account) {
        for (String name : account.settings().keySet()) {
            if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException("Sivi has no setting '" + hiding(account, name) + "'; it has "
                        + SETTINGS.stream().sorted().toList());
            }
        }
        String plan = choice(account, PLAN, PLANS);
        boolean staging =
                choice(account, ENVIRONMENT, List.of(PRODUCTION, STAGING)).equals(STAGING);
        URI base = URI.create("https://connect.sivi.ai/api/" + (staging ? "staging" : "prod") + "/v2");
        VendorApi api = VendorApi.of(SiviWebhooks.ID, account, base, SiviAccount::said)
                .withHeader("sivi-api-key", "", account.apiKey());
        return new SiviAccount(api, plan, abstractUserId(account, plan));
    }

    private static String choice(VendorAccount account, String name, List<String> choices) {
        String value = account.settings().getOrDefault(name, choices.get(0));
        if (!choices.contains(value)) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is one of " + choices + ", not '" + hiding(account, value) + "'");
        }
        return value;
    }

    private static @Nullable String abstractUserId(VendorAccount account, String plan) {
        String value = account.settings().get(ABSTRACT_USER_ID);
        if (value != null && (value.isBlank() || plan.equals(GENERAL))) {
            throw new IllegalArgumentException("the setting " + ABSTRACT_USER_ID + " is '" + hiding(account, value)
                    + "' with the plan " + plan + "; it is not blank, and only for the plans [super, enterprise]");
        }
        return value;
    }

    private static String hiding(VendorAccount account, String text) {
        return text.replace(account.apiKey().reveal(), "[redacted]");
    }

    /** Errors are {@code {"status":422,"body":{"message":"..."}}}; the number says what the HTTP status says. */
    private static VendorErrors.Said said(JsonNode body) {
        return new VendorErrors.Said(null, body.path("body").path("message").textValue());
    }

    /** Begins a call that does no harm when repeated: all that we make of Sivi. */
    VendorCall call(String operation, String method, String query) {
        VendorCall call = api.call(operation, method, "/" + plan + "/" + operation + query);
        HINTS.forEach(call::hint);
        return call.repeatable();
    }

    /** The status inside {@code answer}, which no page promises to be the HTTP status. */
    static int innerStatus(VendorAnswer answer) {
        JsonValues values = INNER.read(answer.body());
        if (!values.readable()) {
            throw answer.unintelligible("something that is not JSON, or no object; is the API base right?");
        }
        String number = values.text(STATUS) == null ? values.scalar(STATUS) : null;
        try {
            return Integer.parseInt(String.valueOf(number));
        } catch (NumberFormatException none) {
            throw answer.unintelligible("JSON that has no number called status; is the API base right?");
        }
    }

    /** An exception for an answer that is good by its HTTP status and bad by its own, which counts. */
    static WebhookException refused(String operation, VendorAnswer answer, int innerStatus) {
        String hint = HINTS.containsKey(innerStatus) ? "; " + HINTS.get(innerStatus) : "";
        return WebhookException.during(SiviWebhooks.ID, operation)
                .message(
                        "the vendor answered " + answer.status() + " with the status " + innerStatus + " inside" + hint)
                .httpStatus(innerStatus >= 400 && innerStatus <= 599 ? innerStatus : answer.status())
                .vendorCode(String.valueOf(innerStatus))
                .retryable(innerStatus == 429 || innerStatus >= 500)
                .retryAfter(answer.retryAfter().orElse(null))
                .build();
    }
}
