package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One design request and how Sivi describes it, in its API and in its webhook alike (Sivi "Update Webhook" and "Get
 * Request Status", read 2026-11-01). {@code error} and {@code suspended} occur in Sivi's own code alone.
 */
record SiviDesign(
        String requestId,
        String designId,
        String stage,
        String status,
        int progress,
        @Nullable String override) {
    static final List<String> STATUSES =
            List.of("pending", "processing", "complete", "completed", "failed", "error", "suspended");

    static SiviDesign pending(String stage) {
        return new SiviDesign(RandomText.alphanumeric(11), UUID.randomUUID().toString(), stage, "pending", 0, null);
    }

    SiviDesign movedTo(String other, int percent) {
        return new SiviDesign(requestId, designId, stage, other, percent, override);
    }

    SiviDesign readAs(String other) {
        return new SiviDesign(requestId, designId, stage, status, progress, other);
    }

    /** The name of the event that a status counts as, for the record alone: Sivi names none. */
    String eventType() {
        return "design." + status;
    }

    ObjectNode asRead() {
        return wrapped(override == null ? status : override);
    }

    /** What is pushed: as the API says it, or flat as Sivi's own explorer reads it, without the request's id. */
    ObjectNode asPushed(boolean flat) {
        return flat ? Json.object().put("status", status).set("result", result(status)) : wrapped(status);
    }

    private ObjectNode wrapped(String told) {
        ObjectNode body = Json.object().put("queueWaitTime", 0).put("status", told);
        if (told.equals("processing")) {
            body.put("progress", progress);
        }
        if (told.equals("failed")) {
            body.put("reason", "Image url invalid");
        }
        body.put("requestId", requestId)
                .put("designId", designId)
                .put("link", "https://instant.sivi.ai/#/design/" + designId)
                .put("shareLink", "https://instant.sivi.ai/#/results/" + designId)
                .set("result", result(told));
        return Json.object().put("status", 200).set("body", body);
    }

    private @Nullable ObjectNode result(String told) {
        if (!told.startsWith("complete")) {
            return null;
        }
        String variantId = designId.replace("-", "").substring(0, 11);
        ObjectNode result = Json.object();
        result.putArray("variations")
                .addObject()
                .put(
                        "variantImageUrl",
                        "https://resources.hellosivi.com/user-data/generated/" + requestId + "--" + variantId + ".jpg")
                .put(
                        "variantEditLink",
                        "https://instant.sivi.ai/#/variant/" + variantId + "/independent-design-editor?type=edited")
                .put("variantId", variantId)
                .put("variantWidth", 1080)
                .put("variantHeight", 1080)
                .put("variantType", "GENERATED");
        return result;
    }
}
