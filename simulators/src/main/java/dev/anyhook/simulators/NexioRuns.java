package dev.anyhook.simulators;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The runs of one environment: their states, their ends as events, and the two reads. */
final class NexioRuns {
    private final InstantSource clock;
    private final NexioWebhooks webhooks;
    private final String environment;
    private final Map<String, NexioRun> byId = new ConcurrentHashMap<>();

    NexioRuns(InstantSource clock, NexioWebhooks webhooks, String environment) {
        this.clock = clock;
        this.webhooks = webhooks;
        this.environment = environment;
    }

    String submit() {
        NexioRun run = NexioRun.queued(environment, clock.instant());
        byId.put(run.id(), run);
        return run.id();
    }

    void moveTo(String id, String status) {
        if (!NexioRun.STATUSES.contains(status)) {
            throw new IllegalArgumentException(
                    "no status '" + status + "'; Nexio knows " + String.join(", ", NexioRun.STATUSES));
        }
        NexioRun run = change(id, before -> before.movedTo(status, clock.instant()));
        String outcome = run.pushed();
        if (outcome != null) {
            webhooks.emit(run, outcome);
        }
    }

    Map<String, String> statuses() {
        return byId.values().stream().collect(Collectors.toUnmodifiableMap(NexioRun::id, NexioRun::status));
    }

    void readsAs(String id, String status) {
        change(id, before -> before.readAs(status));
    }

    private NexioRun change(String id, UnaryOperator<NexioRun> change) {
        NexioRun run = byId.computeIfPresent(id, (same, before) -> change.apply(before));
        if (run == null) {
            throw new IllegalArgumentException("no run '" + id + "'");
        }
        return run;
    }

    Answer job(String id) {
        return Answer.json(200, read(id).asJob());
    }

    Answer run(String id) {
        return Answer.json(200, read(id).asRun());
    }

    private NexioRun read(String id) {
        NexioRun run = byId.get(id);
        if (run == null) {
            throw new Refusal(404, "run not found");
        }
        return run;
    }
}
