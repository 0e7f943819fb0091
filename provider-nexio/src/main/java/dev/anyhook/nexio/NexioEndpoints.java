package dev.anyhook.nexio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.Secret;
import dev.anyhook.spi.EndpointAdmin;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.SecretSink;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorCall;
import dev.anyhook.spi.VendorEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The endpoints of the environment that the API key belongs to.
 *
 * <p>Deactivating or deleting an endpoint cancels what waits to be delivered to it; a new URL is for later events only,
 * because each delivery keeps the target it was made with. Sources: Nexio, "Webhooks" and "Update webhook", read
 * 2026-11-01.
 */
final class NexioEndpoints implements EndpointAdmin {
    private static final String NO_SUCH_ENDPOINT =
            "the environment of this API key has no such endpoint; list its endpoints";
    private static final String ROTATE_AGAIN =
            "rotate again; deliveries carry a signature of the secret before the rotation for 24 hours";

    @Override
    public List<VendorEndpoint> list(VendorAccount account) {
        return list(NexioAccount.of(account));
    }

    /**
     * All endpoints in one answer. No page says what the list is wrapped in, so that a bare array and
     * {@code {"data":[...]}} are both understood, and none speaks of paging.
     */
    static List<VendorEndpoint> list(NexioAccount nexio) {
        VendorAnswer answer =
                nexio.call("list endpoints", "GET", "/webhooks").repeatable().send();
        JsonNode json = answer.json();
        JsonNode list = json.isArray() ? json : json.path("data");
        if (!list.isArray()) {
            throw answer.unintelligible("no list of endpoints; is the API base right?");
        }
        var endpoints = new ArrayList<VendorEndpoint>();
        for (JsonNode each : list) {
            endpoints.add(NexioFields.endpoint(each, answer));
        }
        return List.copyOf(endpoints);
    }

    @Override
    public VendorEndpoint update(String endpointId, EndpointChange change, VendorAccount account) {
        return update(endpointId, change, NexioAccount.of(account));
    }

    static VendorEndpoint update(String endpointId, EndpointChange change, NexioAccount nexio) {
        String path = NexioAccount.endpointPath(endpointId);
        ObjectNode fields = NexioFields.of(change);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("change names nothing to change; Nexio wants at least one thing");
        }
        VendorCall call = nexio.call("update endpoint", "PATCH", path)
                .json(fields)
                .repeatable()
                .hint(404, NO_SUCH_ENDPOINT);
        Secret bearer = change.bearer();
        VendorAnswer answer = (bearer == null ? call : call.hiding(bearer)).send();
        return NexioFields.endpoint(answer.json(), answer);
    }

    /** Deliveries are signed with the old secret as well for 24 hours: keep both in the policy until then. */
    @Override
    public void rotateSecret(String endpointId, SecretSink sink, VendorAccount account) {
        Objects.requireNonNull(sink, "sink");
        String operation = "rotate secret";
        VendorAnswer answer = NexioAccount.of(account)
                .call(operation, "POST", NexioAccount.endpointPath(endpointId) + "/rotate-secret")
                .hint(404, NO_SUCH_ENDPOINT)
                .ifUnsure(ROTATE_AGAIN)
                .send();
        NexioSecrets.handOver(operation, answer, endpointId, sink, ROTATE_AGAIN);
    }

    @Override
    public void delete(String endpointId, VendorAccount account) {
        NexioAccount.of(account)
                .call("delete endpoint", "DELETE", NexioAccount.endpointPath(endpointId))
                .repeatable()
                .alreadyDone(404)
                .hint(404, NO_SUCH_ENDPOINT)
                .send();
    }
}
