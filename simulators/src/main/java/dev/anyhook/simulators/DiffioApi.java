package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Diffio's HTTP contract (Diffio "Configure webhook" and "Send test event", read 2026-11-01). */
record DiffioApi(DiffioKeys keys, DiffioWebhooks webhooks, DiffioGenerations generations) implements VendorApi {
    static final String BASE = "/v1";

    private static final Map<Integer, String> USUAL_WORDS = Map.of(
            400, "Invalid JSON body.",
            401, "Invalid API key.",
            403, "API key is not active.",
            404, "Target API key not found.",
            405, "Method is not POST.",
            500, "Failed to configure webhook endpoint.",
            503, "Svix is not configured.");

    @Override
    public Answer answer(ApiRequest request) {
        return switch (request.path()) {
            case BASE + "/webhooks/configure" -> operation(request, webhooks::configure);
            case BASE + "/webhooks/send_test_event" -> operation(request, webhooks::sendTestEvent);
            case BASE + "/get_generation_progress" -> operation(request, generations::progress);
            default -> refusal(404, "Not found.");
        };
    }

    private Answer operation(ApiRequest request, Operation operation) {
        if (request.method().equals("OPTIONS")) {
            return Answer.empty(204);
        }
        if (!request.method().equals("POST")) {
            return new Answer(
                    405,
                    Map.of("Content-Type", "application/json", "Allow", "POST, OPTIONS"),
                    refusal(405, usualWords(405)).body());
        }
        DiffioKeys.Key caller = keys.authenticate(request);
        return operation.answer(caller, request.object(400, usualWords(400)));
    }

    @Override
    public Answer refusal(int status, String words) {
        return Answer.json(status, Json.object().put("error", words));
    }

    @Override
    public String usualWords(int status) {
        return USUAL_WORDS.getOrDefault(status, "Request failed.");
    }

    /** One POST of an authenticated caller with a JSON object. */
    @FunctionalInterface
    private interface Operation {
        Answer answer(DiffioKeys.Key caller, ObjectNode body);
    }
}
