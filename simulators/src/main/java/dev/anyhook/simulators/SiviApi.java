package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sivi's HTTP contract (Sivi "Update Webhook" and "Get Request Status", read 2026-11-01). That the HTTP status is the
 * envelope's, that an unknown request is invalid input, and the answer to a path that does not exist are our reading.
 */
record SiviApi(String key, SiviStore store) implements VendorApi {
    static final String PRODUCTION = "prod";
    static final String STAGING = "staging";

    private static final Pattern PATH =
            Pattern.compile("/api/(prod|staging)/v2/(?:general|super|enterprise)/(update-webhook|get-request-status)");
    private static final String QUERY = "queryParams=";

    static String base(String stage) {
        return "/api/" + stage + "/v2";
    }

    @Override
    public Answer answer(ApiRequest request) {
        if (!request.header("sivi-api-key").filter(key::equals).isPresent()) {
            throw new Refusal(401, usualWords(401));
        }
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new Refusal(404, usualWords(404));
        }
        return switch (request.method() + " " + path.group(2)) {
            case "POST update-webhook" -> updateWebhook(path.group(1), request);
            case "GET get-request-status" -> requestStatus(path.group(1), request);
            default -> throw new Refusal(404, usualWords(404));
        };
    }

    private Answer updateWebhook(String stage, ApiRequest request) {
        URI url = Urls.web(request.body().path("webhookUrl")).orElseThrow(SiviApi::invalidInput);
        store.register(stage, url);
        return envelope(200, "Successfully updated the webhook URL");
    }

    private Answer requestStatus(String stage, ApiRequest request) {
        JsonNode requestId = queryParams(request.query()).path("requestId");
        if (!requestId.isTextual()) {
            throw invalidInput();
        }
        SiviDesign design = store.find(requestId.textValue())
                .filter(found -> found.stage().equals(stage))
                .orElseThrow(SiviApi::invalidInput);
        return Answer.json(200, design.asRead());
    }

    private static JsonNode queryParams(String query) {
        String encoded = Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(QUERY))
                .findFirst()
                .orElseThrow(SiviApi::invalidInput)
                .substring(QUERY.length());
        try {
            return Json.read(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            throw invalidInput();
        }
    }

    private static Refusal invalidInput() {
        return new Refusal(422, "Invalid input");
    }

    private static Answer envelope(int status, String message) {
        return Answer.json(
                status,
                Json.object().put("status", status).set("body", Json.object().put("message", message)));
    }

    @Override
    public Answer refusal(int status, String words) {
        return envelope(status, words);
    }

    @Override
    public String usualWords(int status) {
        return switch (status) {
            case 401 -> "Failed to authenticate request. Please add sivi-api-key header in request";
            case 404 -> "Not found";
            case 422 -> "Invalid input";
            case 500 -> "Server internal error";
            default -> "Request failed";
        };
    }

    @Override
    public String toString() {
        return "SiviApi";
    }
}
