package dev.anyhook.diffio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.VendorErrors;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of an account mean at Diffio: which of its two modes, which API key's webhooks, and which of three
 * headers brings the API key along.
 *
 * <p>Source for all three: Diffio, "Configure webhook", read 2026-11-01.
 */
final class DiffioAccount {
    static final String MODE = "mode";
    static final String API_KEY_ID = "api-key-id";
    static final String AUTH_HEADER = "auth-header";
    static final Set<String> SETTINGS = Set.of(MODE, API_KEY_ID, AUTH_HEADER);

    private static final URI DOCUMENTED_API = URI.create("https://api.diffio.ai/v1");
    private static final List<String> MODES = List.of("test", "live");
    private static final String BEARER = "bearer";
    private static final List<String> AUTH_HEADERS = List.of(BEARER, "x-api-key", "xi-api-key");

    private final VendorAccount account;

    private DiffioAccount(VendorAccount account) {
        this.account = account;
    }

    /** Reads the settings of {@code account}, or refuses the first that Diffio cannot mean. */
    static DiffioAccount of(VendorAccount account) {
        for (String name : new TreeSet<>(account.settings().keySet())) {
            if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException(
                        "Diffio has no setting '" + hiding(account, name) + "'; it has " + new TreeSet<>(SETTINGS));
            }
        }
        var read = new DiffioAccount(account);
        read.choice(MODE, MODES);
        read.choice(AUTH_HEADER, AUTH_HEADERS);
        read.checkApiKeyId();
        return read;
    }

    /** The way to the API, with the API key in the header of choice. */
    VendorApi api() {
        VendorApi api = VendorApi.of(DiffioWebhooks.ID, account, DOCUMENTED_API, DiffioAccount::said);
        String header = choice(AUTH_HEADER, AUTH_HEADERS);
        return header == null || header.equals(BEARER)
                ? api.withHeader("Authorization", "Bearer ", account.apiKey())
                : api.withHeader(header, "", account.apiKey());
    }

    /** Adds the mode, which must be set, and the target API key, if one is set. */
    ObjectNode address(ObjectNode request) {
        String mode = choice(MODE, MODES);
        if (mode == null) {
            throw new IllegalArgumentException("the setting " + MODE + " is missing; choose one of " + MODES);
        }
        request.put("mode", mode);
        String target = account.settings().get(API_KEY_ID);
        if (target != null) {
            request.put("apiKeyId", target);
        }
        return request;
    }

    private @Nullable String choice(String name, List<String> choices) {
        String value = account.settings().get(name);
        if (value != null && !choices.contains(value)) {
            throw new IllegalArgumentException(
                    "the setting " + name + " is '" + hiding(account, value) + "'; choose one of " + choices);
        }
        return value;
    }

    private static String hiding(VendorAccount account, String text) {
        return text.replace(account.apiKey().reveal(), "[redacted]");
    }

    private void checkApiKeyId() {
        String value = account.settings().get(API_KEY_ID);
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException(
                    "the setting " + API_KEY_ID + " is '" + value + "'; give the id of an API key, or leave it out");
        }
        if (value != null && value.contains(account.apiKey().reveal())) {
            throw new IllegalArgumentException("the setting " + API_KEY_ID
                    + " is '[redacted]', the API key itself; give the id of an API key, or leave it out");
        }
    }

    /**
     * Reads {@code {"error":"...","code":"..."}} and {@code {"error":{"code":"...","message":"..."}}}. The first is
     * documented, the second is what Diffio's SDKs allow for. Sources: Diffio, "Introduction" of the API reference, and
     * the source of diffio-js, read 2026-11-01.
     */
    private static VendorErrors.Said said(JsonNode body) {
        JsonNode error = body.path("error");
        return error.isObject()
                ? new VendorErrors.Said(
                        error.path("code").textValue(), error.path("message").textValue())
                : new VendorErrors.Said(body.path("code").textValue(), error.textValue());
    }
}
