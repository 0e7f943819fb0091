package dev.anyhook.simulators;

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
            throw new Refusal(404, "no such path");
        }
        List<String> path = List.of(request.path().substring(BASE.length() + 1).split("/", -1));
        return switch (path.get(0)) {
            case "webhooks" -> webhook(request, path);
            case "jobs" -> runs.job(readOf(request, path));
            case "runs" -> runs.run(readOf(request, path));
            default -> throw new Refusal(404, "no such path");
        };
    }

    private Answer webhook(ApiRequest request, List<String> path) {
        String call = request.method() + " " + (path.size() == 3 ? path.get(2) : path.size());
        return switch (call) {
            case "POST 1" -> webhooks.create(request.object(400, "the body must be a JSON object"));
            case "GET 1" -> webhooks.list();
            case "PATCH 2" -> webhooks.update(path.get(1), request.object(400, "the body must be a JSON object"));
            case "DELETE 2" -> webhooks.delete(path.get(1));
            case "POST rotate-secret" -> webhooks.rotate(path.get(1));
            default -> throw new Refusal(path.size() > 2 ? 404 : 405, "no such operation");
        };
    }

    private static String readOf(ApiRequest request, List<String> path) {
        if (path.size() != 2) {
            throw new Refusal(404, "no such path");
        }
        if (!request.method().equals("GET")) {
            throw new Refusal(405, "no such operation");
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
