package dev.anyhook.nexio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.LogText;
import dev.anyhook.spi.SecretSink;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorCall;
import dev.anyhook.spi.VendorEndpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sees to it that one endpoint of ours has our URL.
 *
 * <p>No page promises that creating twice does no harm, so a creation is tried once; and since an existing endpoint
 * keeps its secret to itself, what is there is looked for first. Ten active endpoints for each environment are allowed;
 * the error for one more is not documented, so it is our own. Source: Nexio, "Create Webhook Endpoint", read
 * 2026-11-01.
 */
final class NexioApi {
    private static final String CONFIGURE = "configure";
    private static final int MOST_ACTIVE = 10;
    private static final String CONFIGURE_AGAIN =
            "an endpoint may have been made: configure again, which finds it, then rotate its secret to get a new one";

    private NexioApi() {}

    static ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        NexioAccount nexio = NexioAccount.of(account);
        SecretSink sink = request.secretSink();
        if (sink == null) {
            throw new IllegalArgumentException("secretSink is missing: Nexio shows the signing secret of a new endpoint"
                    + " once, and without a place to keep it no delivery could ever be believed");
        }
        if (request.urlToken() != null) {
            throw new IllegalArgumentException("urlToken must be absent: Nexio signs, which proves more");
        }
        EndpointChange wanted = wanted(request);
        ObjectNode fields = NexioFields.of(wanted);
        List<VendorEndpoint> all = NexioEndpoints.list(nexio);
        String url = NexioFields.spelled(request.url());
        List<VendorEndpoint> ours =
                all.stream().filter(each -> NexioUrls.same(url, each.url())).toList();
        if (ours.stream().noneMatch(VendorEndpoint::active)) {
            requireRoom(all);
        }
        return ours.isEmpty() ? create(wanted, fields, sink, nexio) : adopt(ours, wanted, nexio);
    }

    private static EndpointChange wanted(EndpointRequest request) {
        Set<String> types = request.eventTypes().isEmpty() ? NexioStates.EVENT_TYPES : request.eventTypes();
        return new EndpointChange(request.url(), types, request.description(), null, request.bearer(), false, false);
    }

    private static void requireRoom(List<VendorEndpoint> all) {
        List<VendorEndpoint> active =
                all.stream().filter(VendorEndpoint::active).toList();
        if (active.size() >= MOST_ACTIVE) {
            String candidates = active.stream().map(NexioApi::shown).collect(Collectors.joining(", "));
            throw WebhookException.during(NexioWebhooks.ID, CONFIGURE)
                    .message("the environment has " + active.size() + " active endpoints and Nexio allows "
                            + MOST_ACTIVE + "; delete or deactivate one of " + candidates)
                    .build();
        }
    }

    /** An endpoint for people to recognise: without its path, whose last part is often a secret. */
    private static String shown(VendorEndpoint endpoint) {
        String id = LogText.of(endpoint.id());
        try {
            URI url = URI.create(endpoint.url());
            return id + " (" + url.getScheme() + "://" + url.getHost() + ")";
        } catch (IllegalArgumentException notAUrl) {
            return id;
        }
    }

    private static Configured create(EndpointChange wanted, ObjectNode fields, SecretSink sink, NexioAccount nexio) {
        VendorCall call =
                nexio.call(CONFIGURE, "POST", "/webhooks").json(fields).ifUnsure(CONFIGURE_AGAIN);
        Secret bearer = wanted.bearer();
        VendorAnswer answer = (bearer == null ? call : call.hiding(bearer)).send();
        JsonNode made = NexioSecrets.handOver(CONFIGURE, answer, null, sink, CONFIGURE_AGAIN);
        String id = made.path(NexioFields.ID).textValue();
        if (id == null || id.isBlank()) {
            throw answer.unintelligible("no id of the endpoint; the secret was kept, list the endpoints to find it");
        }
        var notes = new ArrayList<String>();
        if (!made.path(NexioFields.ACTIVE).asBoolean(true)) {
            notes.add("Nexio made the endpoint inactive: it delivers nothing until it is activated");
        }
        if (bearer != null && !made.path(NexioFields.BEARER_CONFIGURED).asBoolean(true)) {
            notes.add("Nexio did not take the bearer token: deliveries will come without it");
        }
        return new Configured(id, Change.CREATED, true, notes);
    }

    private static Configured adopt(List<VendorEndpoint> ours, EndpointChange wanted, NexioAccount nexio) {
        VendorEndpoint chosen =
                ours.stream().filter(VendorEndpoint::active).findFirst().orElse(ours.get(0));
        EndpointChange change = difference(chosen, wanted);
        boolean fits = change.equals(EndpointChange.none());
        if (!fits) {
            NexioEndpoints.update(chosen.id(), change, nexio);
        }
        return new Configured(
                chosen.id(), fits ? Change.UNCHANGED : Change.UPDATED, false, notes(chosen, ours, wanted));
    }

    /** A bearer token cannot be read back, so one that is wanted is always set. */
    private static EndpointChange difference(VendorEndpoint present, EndpointChange wanted) {
        Set<String> types = wanted.eventTypes();
        String description = wanted.description();
        return new EndpointChange(
                null,
                present.eventTypes().equals(types) ? null : types,
                description == null || description.equals(present.description()) ? null : description,
                present.active() ? null : Boolean.TRUE,
                wanted.bearer(),
                false,
                false);
    }

    private static List<String> notes(VendorEndpoint chosen, List<VendorEndpoint> ours, EndpointChange wanted) {
        var notes = new ArrayList<String>();
        notes.add("the endpoint was there already, and its signing secret is not shown again: if it is lost, rotate it"
                + " with POST /api/v1/webhooks/" + chosen.id()
                + "/rotate-secret of Nexio's API, which gives a new one");
        if (ours.size() > 1) {
            String others = ours.stream()
                    .filter(each -> !each.id().equals(chosen.id()))
                    .map(each -> each.id() + (each.active() ? "" : " (inactive)"))
                    .collect(Collectors.joining(", "));
            notes.add("other endpoints have the same URL, and sign what they deliver there with secrets of their own: "
                    + others);
        }
        if (chosen.bearerConfigured() && wanted.bearer() == null) {
            notes.add("the endpoint goes on sending the bearer token that it was given earlier");
        }
        return notes;
    }
}
