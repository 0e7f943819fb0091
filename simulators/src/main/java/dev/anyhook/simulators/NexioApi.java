package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Nexio's HTTP contract (Nexio "Create Webhook Endpoint", "Webhooks" and "Authentication", read 2026-11-01). Of the
 * error codes only {@code unauthorized} and {@code auth_unavailable} are published; the others are our own choice.
 */
record NexioApi(String key, NexioWebhooks webhooks, NexioRuns runs) implements VendorApi {
    static final String BASE = "/api/v1";

    private static final Map<Integer, String> CODES = Map.of(
            400, "invalid_request",
            401, "unauthorized",
            403, "forbidden",
            404, "not_found",
            405, "method_not_allowed",
            422, "invalid_request",
            429, "rate_limited",
            503, "auth_unavailable");

    @Override
    public Answer answer(ApiRequest request) {
        if (request.path().equals("/health")) {
            return Answer.json(200, Json.object().put("status", "ok"));
        }
        if (!request.bearer().filter(key::equals).isPresent()) {
            throw new Refusal(401, "invalid or missing API key");
        }
        if (!request.path().startsWith(BASE + "/")) {
            throw noSuchPath();
        }
        List<String> path = List.of(request.path().substring(BASE.length() + 1).split("/", -1));
        return switch (path.get(0)) {
            case "webhooks" -> webhook(request, path);
            case "jobs" -> runs.job(readOf(request, path));
            case "runs" -> runs.run(readOf(request, path));
            default -> throw noSuchPath();
        };
    }

    private Answer webhook(ApiRequest request, List<String> path) {
        return switch (path.size()) {
            case 1 -> endpoints(request);
            case 2 -> endpoint(request, path.get(1));
            case 3 -> rotation(request, path.get(1), path.get(2));
            default -> throw noSuchPath();
        };
    }

    private Answer endpoints(ApiRequest request) {
        return switch (request.method()) {
            case "POST" -> webhooks.create(sent(request));
            case "GET" -> webhooks.list();
            default -> throw noSuchMethod();
        };
    }

    private Answer endpoint(ApiRequest request, String id) {
        return switch (request.method()) {
            case "PATCH" -> webhooks.update(id, sent(request));
            case "DELETE" -> webhooks.delete(id);
            default -> throw noSuchMethod();
        };
    }

    private Answer rotation(ApiRequest request, String id, String action) {
        if (!action.equals("rotate-secret")) {
            throw noSuchPath();
        }
        if (!request.method().equals("POST")) {
            throw noSuchMethod();
        }
        return webhooks.rotate(id);
    }

    private static ObjectNode sent(ApiRequest request) {
        return request.object(400, "the body must be a JSON object");
    }

    private static Refusal noSuchPath() {
        return new Refusal(404, "no such path");
    }

    private static Refusal noSuchMethod() {
        return new Refusal(405, "no such operation");
    }

    private static String readOf(ApiRequest request, List<String> path) {
        if (path.size() != 2) {
            throw noSuchPath();
        }
        if (!request.method().equals("GET")) {
            throw noSuchMethod();
        }
        return path.get(1);
    }

    @Override
    public Answer refusal(int status, String words) {
        return Answer.json(
                status,
                Json.object()
                        .put("code", CODES.getOrDefault(status, "internal_error"))
                        .put("message", words));
    }

    @Override
    public String usualWords(int status) {
        return switch (status) {
            case 401 -> "invalid or missing API key";
            case 404 -> "not found";
            case 429 -> "too many requests";
            case 503 -> "authentication is unavailable";
            default -> "the request failed";
        };
    }

    @Override
    public String toString() {
        return "NexioApi";
    }
}
