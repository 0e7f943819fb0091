package dev.anyhook.testkit.flawed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.SecretSink;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.VendorCall;
import dev.anyhook.spi.VendorErrors;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Acme's two calls, in steps that each can be replaced by a flawed one. */
class AcmeApi {
    private static final URI DOCUMENTED = URI.create("https://api.acme.example/v1");

    VendorApi checked(VendorAccount account) {
        require(account.settings().isEmpty(), "Acme has no settings");
        return VendorApi.of(provider(), account, DOCUMENTED, AcmeApi::said)
                .withHeader("Authorization", "Bearer ", account.apiKey());
    }

    ProviderId provider() {
        return AcmeWebhooks.ID;
    }

    private static VendorErrors.Said said(JsonNode body) {
        return new VendorErrors.Said(
                body.path("code").textValue(), body.path("message").textValue());
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        check(request);
        VendorCall call =
                checked(account).call("configure", "POST", "/endpoints").json(fields(request));
        for (Secret token : Arrays.asList(request.bearer(), request.urlToken())) {
            call = token == null ? call : call.hiding(token);
        }
        return made(sent(call, account), request, account);
    }

    void check(EndpointRequest request) {
        require("https".equals(request.url().getScheme()), "url must be https");
        require(request.secretSink() != null, "secretSink is missing: Acme shows a secret once");
        require(request.urlToken() == null, "urlToken must be absent");
        requireKnown(request.eventTypes());
    }

    void requireKnown(Set<String> types) {
        require(AcmeEvents.TYPES.containsAll(types), "Acme has no such event type");
    }

    ObjectNode fields(EndpointRequest request) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("url", request.url().toString());
        Set<String> types = request.eventTypes().isEmpty() ? AcmeEvents.TYPES : request.eventTypes();
        types.forEach(fields.putArray("events")::add);
        Secret bearer = request.bearer();
        if (bearer != null) {
            fields.put("bearer", bearer.reveal());
        }
        return fields;
    }

    VendorAnswer sent(VendorCall call, VendorAccount account) {
        return call.send();
    }

    ConfigureResult made(VendorAnswer answer, EndpointRequest request, VendorAccount account) {
        JsonNode said = answer.json();
        String id = said.path("id").asText();
        String secret = said.path("secret").asText();
        if (secret.isBlank()) {
            throw answer.unintelligible("no secret");
        }
        SecretSink sink = request.secretSink();
        if (sink != null) {
            hand(id, Secret.of(secret), sink);
        }
        return new Configured(id, change(), true, List.of());
    }

    Change change() {
        return Change.CREATED;
    }

    void hand(String endpointId, Secret secret, SecretSink sink) {
        try {
            sink.keep(endpointId, secret);
        } catch (Exception mayShowTheSecret) {
            throw WebhookException.during(AcmeWebhooks.ID, "configure")
                    .message("the secret could not be kept: "
                            + mayShowTheSecret.getClass().getName())
                    .build();
        }
    }

    TestResult test(TestRequest request, VendorAccount account) {
        requireKnown(Set.of(request.eventType()));
        VendorCall call = checked(account)
                .call("test", "POST", "/samples")
                .json(JsonNodeFactory.instance.objectNode().put("type", request.eventType()));
        VendorAnswer answer = sent(call, account);
        String id = answer.json().path("event_id").asText();
        if (id.isBlank()) {
            throw answer.unintelligible("no event_id");
        }
        return new TestResult.Requested(id, Map.of());
    }
}
