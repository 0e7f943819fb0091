package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C: each capability in both directions, with a vendor with whom all is well. */
abstract class CapabilityRules {
    private final Subject subject;
    private final Operations operations;

    CapabilityRules(Subject subject) {
        this.subject = subject;
        this.operations = new Operations(subject);
    }

    @Test
    @Rule(value = "C1", look = "the body of the call that registers the URL, or the text of ActionRequired")
    @DisplayName("pointing the vendor at a URL sends that URL, or says it to the person who must enter it")
    void configureSendsTheUrl() {
        ScriptedVendor vendor = operations.obligingVendor();
        ConfigureResult result = operations.configure(operations.request(), operations.account(vendor));

        String url = Operations.URL.toString();
        if (vendor.asked().isEmpty()) {
            assertThat(instruction(result)).as("what a person must do").contains(url);
        } else {
            assertThat(vendor.asked()).as("requests that hold the URL").anyMatch(asked -> holds(asked, url));
        }
    }

    private static String instruction(ConfigureResult result) {
        return result instanceof ActionRequired action ? action.instruction() : "";
    }

    @Test
    @Rule(value = "C2", look = "test(): Requested with the id of the event that will arrive, or Unavailable")
    @DisplayName("TEST_EVENT: a sample can be asked for; without it, test says what to do instead and calls nobody")
    void samplesAreAsDeclared() {
        if (subject.declares(Capability.TEST_EVENT)) {
            TestResult result = operations.test(operations.account(operations.obligingVendor()));
            assertThat(result)
                    .isInstanceOfSatisfying(
                            TestResult.Requested.class,
                            requested -> assertThat(requested.eventId()).isNotBlank());
        } else {
            var transport = new Unreachable();
            TestResult result = operations.test(operations.account(transport));
            assertThat(result)
                    .isInstanceOfSatisfying(
                            TestResult.Unavailable.class,
                            unavailable -> assertThat(unavailable.alternative()).isNotBlank());
            assertThat(transport.calls()).isZero();
        }
    }

    @Test
    @Rule(value = "C3", look = "the SecretSink: before anything else can fail, and only if the vendor shows a secret")
    @DisplayName("SECRET_SHOWN_ONCE: the secret goes to the sink; without it, the sink is never called")
    void secretsGoWhereDeclared() {
        var kept = new ArrayList<Secret>();
        ScriptedVendor vendor = operations.obligingVendor();
        var result = operations.configure(
                operations.request((endpoint, secret) -> kept.add(secret)), operations.account(vendor));

        boolean declared = subject.declares(Capability.SECRET_SHOWN_ONCE);
        assumeTrue(declared || !kept.isEmpty() || !vendor.asked().isEmpty(), Operations.NO_CALL);
        assertThat(kept).as("secrets kept").hasSize(declared ? 1 : 0);
        assertThat(result instanceof Configured configured && configured.secretKept())
                .as("the result says that a secret was kept")
                .isEqualTo(declared);
    }

    @Test
    @Rule(value = "C4", look = "what becomes of an exception of the SecretSink")
    @DisplayName("SECRET_SHOWN_ONCE: a secret that could not be kept is a failure that says so, without the secret")
    void aLostSecretIsAFailure() {
        subject.assume(Capability.SECRET_SHOWN_ONCE, true);
        var lost = new ArrayList<Secret>();
        EndpointRequest request = operations.request((endpoint, secret) -> {
            lost.add(secret);
            throw new IllegalStateException("disk full, wanted to write " + secret.reveal());
        });

        assertThatThrownBy(() -> operations.configure(request, operations.account(operations.obligingVendor())))
                .isInstanceOf(WebhookException.class)
                .satisfies(thrown -> assertThat(Leaks.in(thrown, lost))
                        .as("places in the exception that show the secret")
                        .isEmpty());
    }

    @Test
    @Rule(value = "C5", look = "EndpointRequest.eventTypes(): sent as they are, or refused")
    @DisplayName("EVENT_FILTER: one event type is sent alone; without it, a filter is refused before any call")
    void filtersAreAsDeclared() {
        Set<String> types = subject.provider().eventTypes();
        assumeTrue(types.size() > 1, "the vendor has one event type");
        EndpointRequest request = operations.request().withEventTypes(Set.of(operations.anyType()));
        if (subject.declares(Capability.EVENT_FILTER)) {
            ScriptedVendor vendor = operations.obligingVendor();
            ConfigureResult result = operations.configure(request, operations.account(vendor));
            List<String> sent = types.stream()
                    .filter(type -> vendor.asked().isEmpty()
                            ? instruction(result).contains(type)
                            : vendor.asked().stream()
                                    .anyMatch(asked -> asked.body().contains("\"" + type + "\"")))
                    .toList();
            assertThat(sent).as("event types asked for").containsExactly(operations.anyType());
        } else {
            refusedBeforeAnyCall(request);
        }
    }

    @Test
    @Rule(value = "C6", look = "EndpointRequest.bearer(): sent to the vendor, or refused")
    @DisplayName("BEARER: the token is handed to the vendor; without it, a token is refused before any call")
    void bearersAreAsDeclared() {
        Secret token = Secret.of("contract-bearer-token");
        EndpointRequest request = operations.request().withBearer(token);
        if (subject.declares(Capability.BEARER)) {
            ScriptedVendor vendor = operations.obligingVendor();
            operations.configure(request, operations.account(vendor));
            assumeTrue(!vendor.asked().isEmpty(), Operations.NO_CALL);
            assertThat(vendor.asked())
                    .as("requests that hold the token")
                    .anyMatch(asked -> asked.body().contains(token.reveal()));
        } else {
            refusedBeforeAnyCall(request);
        }
    }

    @Test
    @Rule(value = "C7", look = "Change.REPLACED is for vendors with a single URL, and for them it is the only change")
    @DisplayName("MANY_ENDPOINTS: an endpoint is made beside others; without it, the only one is replaced")
    void endpointsAreAsDeclared() {
        ScriptedVendor vendor = operations.obligingVendor();
        var result = operations.configure(operations.request(), operations.account(vendor));

        assumeTrue(!vendor.asked().isEmpty(), Operations.NO_CALL);
        boolean replaced = result instanceof Configured configured && configured.change() == Change.REPLACED;
        assertThat(replaced)
                .as("the result says that the only endpoint was replaced")
                .isEqualTo(!subject.declares(Capability.MANY_ENDPOINTS));
    }

    private void refusedBeforeAnyCall(EndpointRequest request) {
        var transport = new Unreachable();
        assertThatThrownBy(() -> operations.configure(request, operations.account(transport)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(transport.calls()).isZero();
    }

    private static boolean holds(Asked asked, String url) {
        String all = asked.uri() + " " + asked.body().replace("\\/", "/");
        return all.contains(url) || all.contains(URLEncoder.encode(url, StandardCharsets.UTF_8));
    }
}
