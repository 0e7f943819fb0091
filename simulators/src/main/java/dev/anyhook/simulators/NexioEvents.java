package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Nexio's event names, of today and of an older page, and the visible part of their envelope (Nexio "Webhooks" and
 * "Webhooks overview", read 2026-11-01).
 */
final class NexioEvents {
    static final List<String> CURRENT = List.of("run.completed", "run.failed");
    static final List<String> LEGACY = List.of("evaluation.completed", "evaluation.failed");

    private NexioEvents() {}

    /** The part of an event's name that both generations share. */
    static String outcome(String type) {
        return type.substring(type.indexOf('.') + 1);
    }

    static String type(boolean legacy, String outcome) {
        return (legacy ? "evaluation." : "run.") + outcome;
    }

    static ObjectNode envelope(String type, ObjectNode run) {
        ObjectNode envelope = Json.object()
                .put("id", "evt_" + RandomText.hex(12))
                .put("type", type)
                .put("webhook_version", NexioSigning.WEBHOOK_VERSION);
        envelope.putObject("data").set("run", run);
        return envelope;
    }
}
