package dev.anyhook.nexio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.anyhook.Secret;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.VendorCall;
import dev.anyhook.spi.VendorErrors;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An account whose API key and settings are good, and its way to Nexio's API.
 *
 * @param api base and key
 * @param jobPath the first step of the path that a run is read at
 */
record NexioAccount(VendorApi api, String jobPath) {
    static final String JOB_PATH = "job-path";
    static final Set<String> SETTINGS = Set.of(JOB_PATH);

    private static final URI DOCUMENTED_API = URI.create("https://api.usenexio.com/api/v1");
    private static final List<String> JOB_PATHS = List.of("jobs", "runs");

    /**
     * {@code nx_live_...}, {@code nx_test_...}, or {@code nx_<slug>_...} for a named environment, whose slug is 1 to 16
     * of the characters a-z, 0-9 and underscore. Sources: Nexio, "Authentication" and "Environments", read 2026-11-01.
     */
    private static final Pattern API_KEY = Pattern.compile("nx_[a-z0-9_]{1,16}_\\S+");

    /**
     * The account as Nexio needs it.
     *
     * @throws IllegalArgumentException if the API key cannot be Nexio's, or a setting is unknown or has a value that
     *     means nothing
     */
    static NexioAccount of(VendorAccount account) {
        Secret key = account.apiKey();
        for (String name : new TreeSet<>(account.settings().keySet())) {
            if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException(
                        "Nexio has no setting '" + hiding(key, name) + "'; it has " + new TreeSet<>(SETTINGS));
            }
        }
        String jobPath = account.settings().getOrDefault(JOB_PATH, JOB_PATHS.get(0));
        if (!JOB_PATHS.contains(jobPath)) {
            throw new IllegalArgumentException(
                    "the setting " + JOB_PATH + " is '" + hiding(key, jobPath) + "'; choose one of " + JOB_PATHS);
        }
        if (!API_KEY.matcher(key.reveal()).matches()) {
            throw new IllegalArgumentException("apiKey does not look like a key of Nexio's, which begins with nx_live_,"
                    + " nx_test_ or nx_<environment>_; is it a key of another vendor, or a signing secret?");
        }
        VendorApi api = VendorApi.of(NexioWebhooks.ID, account, DOCUMENTED_API, NexioAccount::said)
                .withHeader("Authorization", "Bearer ", key);
        return new NexioAccount(api, jobPath);
    }

    private static String hiding(Secret key, String text) {
        return text.replace(key.reveal(), "[redacted]");
    }

    /**
     * Reads {@code {"code":"...","message":"..."}} and the older
     * {@code {"error":{"code":"...","message":"...","details":[...]}}}. Sources: Nexio, "Authentication" and the older
     * "Introduction", read 2026-11-01.
     */
    private static VendorErrors.Said said(JsonNode body) {
        JsonNode error = body.path("error").isObject() ? body.path("error") : body;
        return new VendorErrors.Said(
                error.path("code").textValue(), error.path("message").textValue());
    }

    /** Begins a call. */
    VendorCall call(String operation, String method, String path) {
        return api.call(operation, method, path)
                .hint(401, "is the API key right, and not revoked?")
                .hint(429, "the organisation has made too many requests in this minute");
    }

    /** The path of one endpoint. */
    static String endpointPath(String endpointId) {
        return "/webhooks/" + segment("endpointId", endpointId);
    }

    /** {@code id} as one segment of a path, whatever characters it has. */
    static String segment(String name, String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException(name + " must be an id that Nexio gave, not '" + id + "'");
        }
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
