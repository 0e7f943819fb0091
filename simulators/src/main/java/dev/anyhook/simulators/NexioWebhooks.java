package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The endpoints of one environment and the five calls that manage them. */
final class NexioWebhooks {
    private static final int MAX_ACTIVE = 10;

    private final InstantSource clock;
    private final Deliveries deliveries;
    private final String environment;
    private final Map<String, NexioEndpoint> endpoints = new LinkedHashMap<>();
    private volatile boolean listWrapped;
    private volatile boolean legacyEvents;
    private volatile NexioKeyReading reading = NexioKeyReading.RAW;

    NexioWebhooks(InstantSource clock, Deliveries deliveries, String environment) {
        this.clock = clock;
        this.deliveries = deliveries;
        this.environment = environment;
    }

    void listWrapped(boolean wrapped) {
        listWrapped = wrapped;
    }

    void legacyEvents(boolean legacy) {
        legacyEvents = legacy;
    }

    void reading(NexioKeyReading other) {
        reading = other;
    }

    synchronized Answer create(ObjectNode body) {
        NexioForm form = form(body);
        Instant now = clock.instant();
        var endpoint = new NexioEndpoint(
                UUID.randomUUID().toString(),
                form.url(),
                environment,
                form.events(),
                form.description(false),
                !form.has("active") || form.active(),
                0,
                form.authToken(false),
                new Secrets(NexioSigning.freshSecret()),
                now,
                now);
        keep(endpoint);
        return Answer.json(
                201, endpoint.described().put("secret", endpoint.secrets().newest()));
    }

    /** Adds an endpoint for every event and says its secret. */
    synchronized String add(URI url) {
        ObjectNode body = Json.object().put("url", url.toString());
        body.set("events", Json.array(legacyEvents ? NexioEvents.LEGACY : NexioEvents.CURRENT));
        try {
            create(body);
        } catch (Refusal full) {
            throw new IllegalStateException(full.words(), full);
        }
        List<String> ids = ids();
        return secretOf(ids.get(ids.size() - 1));
    }

    synchronized Answer list() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        endpoints.values().forEach(endpoint -> all.add(endpoint.described()));
        JsonNode answer = listWrapped ? Json.object().set("data", all) : all;
        return Answer.json(200, answer);
    }

    synchronized Answer update(String id, ObjectNode body) {
        NexioEndpoint old = existing(id);
        NexioForm form = form(body);
        form.requireChange();
        boolean active = form.has("active") ? form.active() : old.active();
        var changed = new NexioEndpoint(
                old.id(),
                form.has("url") ? form.url() : old.url(),
                old.environment(),
                form.has("events") ? form.events() : old.events(),
                form.has("description") ? form.description(true) : old.description(),
                active,
                old.deactivations() + (old.active() && !active ? 1 : 0),
                form.has("auth_token") ? form.authToken(true) : old.authToken(),
                old.secrets(),
                old.createdAt(),
                clock.instant());
        keep(changed);
        return Answer.json(200, changed.described());
    }

    /** The answer of a rotation, whose form beyond the secret is not visible in the documentation. */
    synchronized Answer rotate(String id) {
        return Answer.json(200, Json.object().put("id", id).put("secret", freshSecretOf(existing(id))));
    }

    synchronized String rotateSecret(String id) {
        return freshSecretOf(named(id));
    }

    private String freshSecretOf(NexioEndpoint endpoint) {
        endpoint.secrets().rotate(NexioSigning.freshSecret(), clock.instant());
        return endpoint.secrets().newest();
    }

    synchronized Answer delete(String id) {
        endpoints.remove(existing(id).id());
        return Answer.empty(204);
    }

    private NexioForm form(ObjectNode body) {
        return new NexioForm(body, legacyEvents ? NexioEvents.LEGACY : NexioEvents.CURRENT);
    }

    private NexioEndpoint existing(String id) {
        NexioEndpoint endpoint = endpoints.get(id);
        if (endpoint == null) {
            throw new Refusal(404, "webhook endpoint not found");
        }
        return endpoint;
    }

    private void keep(NexioEndpoint endpoint) {
        long others = endpoints.values().stream()
                .filter(other -> other.active() && !other.id().equals(endpoint.id()))
                .count();
        if (endpoint.active() && others >= MAX_ACTIVE) {
            throw new Refusal(400, "an environment has at most " + MAX_ACTIVE + " active webhook endpoints");
        }
        endpoints.put(endpoint.id(), endpoint);
    }

    /** Sends the end of {@code run} to every endpoint that takes it: one event, one delivery for each endpoint. */
    void emit(NexioRun run, String outcome) {
        String type = NexioEvents.type(legacyEvents, outcome);
        byte[] body = Json.bytes(NexioEvents.envelope(type, run.asPushed()));
        List<NexioEndpoint> addressed;
        synchronized (this) {
            addressed = new ArrayList<>(endpoints.values());
        }
        addressed.stream()
                .filter(endpoint -> endpoint.takes(outcome))
                .forEach(endpoint -> deliveries.emit(message(endpoint, run.id(), type, body)));
    }

    private Message message(NexioEndpoint endpoint, String runId, String type, byte[] body) {
        Signing signing = (id, bytes, dated, now) -> NexioSigning.headers(
                id, type, bytes, dated, endpoint.secrets().validAt(now), reading, endpoint.authToken());
        return new Message(
                UUID.randomUUID().toString(), runId, type, endpoint.url(), body, signing, () -> isWanted(endpoint));
    }

    /** Whether deliveries planned for {@code planned} still are: a deactivation cancels them, even a short one. */
    private synchronized boolean isWanted(NexioEndpoint planned) {
        NexioEndpoint present = endpoints.get(planned.id());
        return present != null && present.active() && present.deactivations() == planned.deactivations();
    }

    synchronized List<String> ids() {
        return List.copyOf(endpoints.keySet());
    }

    synchronized String secretOf(String id) {
        return named(id).secrets().newest();
    }

    private NexioEndpoint named(String id) {
        NexioEndpoint endpoint = endpoints.get(id);
        if (endpoint == null) {
            throw new IllegalArgumentException("no endpoint '" + id + "'");
        }
        return endpoint;
    }
}
