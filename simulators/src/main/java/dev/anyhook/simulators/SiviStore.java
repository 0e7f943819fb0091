package dev.anyhook.simulators;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The one webhook URL of each stage, and the design requests whose events go there. */
final class SiviStore {
    private final Deliveries deliveries;
    private final Map<String, URI> slots = new ConcurrentHashMap<>();
    private final Map<String, SiviDesign> designs = new ConcurrentHashMap<>();
    private volatile boolean flat;

    SiviStore(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    void flatBodies(boolean on) {
        flat = on;
    }

    void register(String stage, URI url) {
        slots.put(stage, url);
    }

    Optional<URI> registered(String stage) {
        return Optional.ofNullable(slots.get(stage));
    }

    String submit(String stage) {
        SiviDesign design = SiviDesign.pending(stage);
        designs.put(design.requestId(), design);
        return design.requestId();
    }

    void moveTo(String requestId, String status, int progress) {
        if (!SiviDesign.STATUSES.contains(status)) {
            throw new IllegalArgumentException(
                    "no status '" + status + "'; Sivi knows " + String.join(", ", SiviDesign.STATUSES));
        }
        SiviDesign design = change(requestId, before -> before.movedTo(status, progress));
        registered(design.stage()).ifPresent(url -> deliveries.emit(message(design, url)));
    }

    Map<String, String> statuses() {
        return designs.values().stream()
                .collect(Collectors.toUnmodifiableMap(SiviDesign::requestId, SiviDesign::status));
    }

    void readsAs(String requestId, String status) {
        change(requestId, before -> before.readAs(status));
    }

    private SiviDesign change(String requestId, UnaryOperator<SiviDesign> change) {
        SiviDesign changed = designs.computeIfPresent(requestId, (same, before) -> change.apply(before));
        if (changed == null) {
            throw new IllegalArgumentException("no design request '" + requestId + "'");
        }
        return changed;
    }

    Optional<SiviDesign> find(String requestId) {
        return Optional.ofNullable(designs.get(requestId));
    }

    private Message message(SiviDesign design, URI url) {
        return new Message(
                UUID.randomUUID().toString(),
                design.requestId(),
                design.eventType(),
                url,
                Json.bytes(design.asPushed(flat)),
                (id, body, dated, now) -> Map.of("Content-Type", "application/json"),
                () -> true);
    }
}
