package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorEndpoint;
import dev.anyhook.testkit.Unreachable;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing, changing and deleting endpoints, over HTTP. */
final class NexioEndpointsTest {
    private static final EndpointChange NONE = EndpointChange.none();
    private static final Secret TOKEN = Secret.of("token_live_123");

    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    private List<VendorEndpoint> list() {
        return Api.endpoints().list(api.account());
    }

    private VendorEndpoint update(String id, EndpointChange change) {
        return Api.endpoints().update(id, change, api.account());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listsWhatThereIs(boolean wrapped) {
        api.nexio.listWrapped(wrapped);
        assertThat(list()).isEmpty();
        String first = api.configure(api.request().withDescription("ours").withBearer(TOKEN))
                .endpointId();
        String second = api.other("a");

        assertThat(list())
                .containsExactly(
                        new VendorEndpoint(
                                first,
                                Api.URL.toString(),
                                Set.of("run.completed", "run.failed"),
                                true,
                                "ours",
                                "live",
                                true),
                        new VendorEndpoint(
                                second,
                                "https://other.example.com/a",
                                Set.of("run.completed", "run.failed"),
                                true,
                                null,
                                "live",
                                false));
    }

    @Test
    void listsEndpointsThatSayLittle() {
        api.answerNext(200, "{'data':[{'id':'e1','url':'https://a.example','events':['evaluation.failed',7]}],'x':1}");

        assertThat(list())
                .containsExactly(new VendorEndpoint(
                        "e1", "https://a.example", Set.of("evaluation.failed"), true, null, null, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data':{}}|no list",
                "{'webhooks':[]}|no list",
                "{}|no list",
                "[{'url':'https://a.example'}]|lacks its id or its url",
                "[{'id':'e1'}]|lacks its id or its url",
                "[7]|lacks its id or its url",
                "null|JSON",
                "7|JSON",
                "<html>|JSON"
            })
    void saysThatAnAnswerIsNoList(String body, String why) {
        api.answerNext(200, body);
        WebhookException failure = api.failure(this::list);

        assertThat(failure).hasMessageContaining(why);
        assertThat(failure.httpStatus()).hasValue(200);
        assertThat(failure.retryable()).isFalse();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        NONE.withUrl(URI.create("https://new.example.com/x")), "{'url':'https://new.example.com/x'}"),
                Arguments.of(NONE.withEventTypes(Set.of("run.failed")), "{'events':['run.failed']}"),
                Arguments.of(NONE.withDescription("ours"), "{'description':'ours'}"),
                Arguments.of(NONE.withoutDescription(), "{'description':null}"),
                Arguments.of(NONE.withActive(false), "{'active':false}"),
                Arguments.of(NONE.withBearer(TOKEN), "{'auth_token':'token_live_123'}"),
                Arguments.of(NONE.withoutBearer(), "{'auth_token':null}"),
                Arguments.of(
                        NONE.withActive(true).withDescription("d").withoutBearer(),
                        "{'description':'d','active':true,'auth_token':null}"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesWhatIsNamedAndNothingElse(EndpointChange change, String body) {
        String id = api.configure(api.request().withDescription("before").withBearer(Secret.of("before")))
                .endpointId();
        VendorEndpoint before = list().get(0);
        VendorEndpoint after = update(id, change);

        assertThat(api.lastCall().method()).isEqualTo("PATCH");
        assertThat(api.lastCall().path()).isEqualTo("/api/v1/webhooks/" + id);
        assertThat(api.lastCall().body()).isEqualTo(Api.json(body));
        assertThat(after).isEqualTo(list().get(0));
        if (change.bearer() == null && !Boolean.TRUE.equals(change.active())) {
            assertThat(after).isNotEqualTo(before);
        }
        assertThat(after.id()).isEqualTo(id);
    }

    static Stream<Arguments> changesAgainstTheRules() {
        return Stream.of(
                Arguments.of(NONE, "at least one"),
                Arguments.of(NONE.withUrl(URI.create("http://new.example.com/x")), "url must be https"),
                Arguments.of(NONE.withUrl(URI.create("https:///x")), "url must be https"),
                Arguments.of(NONE.withUrl(URI.create("/x")), "url must be https"),
                Arguments.of(NONE.withUrl(URI.create("https://me:token_live_123@new.example.com/x")), "without user"),
                Arguments.of(NONE.withUrl(URI.create("https://new.example.com/x#y")), "without user and fragment"),
                Arguments.of(NONE.withEventTypes(Set.of("run.started")), "'run.started'"),
                Arguments.of(NONE.withDescription("d".repeat(257)), "description has 257 characters"),
                Arguments.of(NONE.withBearer(Secret.of("t".repeat(1025))), "bearer has 1025 characters"));
    }

    @ParameterizedTest
    @MethodSource("changesAgainstTheRules")
    void refusesWhatNexioWouldBeforeAnyCall(EndpointChange change, String why) {
        var transport = new Unreachable();
        VendorAccount account = VendorAccount.of(Secret.of("nx_test_1")).over(transport);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.endpoints().update("e1", change, account))
                .withMessageContaining(why)
                .withMessageNotContaining("token_live_123");
        assertThat(transport.calls()).isZero();
    }

    @Test
    void deletes() {
        String id = api.configure().endpointId();
        String other = api.other("a");
        Api.endpoints().delete(id, api.account());

        assertThat(api.lastCall().method()).isEqualTo("DELETE");
        assertThat(api.nexio.endpointIds()).containsExactly(other);
    }

    @Test
    void deletesAlsoWhenTheAnswerIsLost() {
        String id = api.configure().endpointId();
        api.nexio.loseNextAnswer();

        Api.endpoints().delete(id, api.account());

        assertThat(api.nexio.endpointIds()).isEmpty();
        assertThat(api.calls().subList(2, api.calls().size()))
                .containsExactly("DELETE /api/v1/webhooks/" + id, "DELETE /api/v1/webhooks/" + id);
    }

    @Test
    void doesNotTakeAnEndpointThatNeverWasForDeleted() {
        api.nexio.failNext(503);

        assertThat(api.failure(() -> Api.endpoints().delete("no-such", api.account())))
                .hasMessageContaining("no such endpoint");
    }

    @Test
    void saysThatThereIsNoSuchEndpoint() {
        List<WebhookException> failures = List.of(
                api.failure(() -> update("no-such", NONE.withActive(true))),
                api.failure(() -> Api.endpoints().delete("no-such", api.account())),
                api.failure(() -> Api.endpoints().rotateSecret("no-such", api.kept::put, api.account())));

        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure.httpStatus()).hasValue(404);
            assertThat(failure.vendorCode()).isPresent();
            assertThat(failure.retryable()).isFalse();
            assertThat(failure).hasMessageContaining("no such endpoint");
        });
        assertThat(api.calls()).hasSize(3);
        assertThat(api.kept).isEmpty();
    }

    @Test
    void keepsAnIdInsideItsPath() {
        assertThat(api.failure(() -> Api.endpoints().delete("../jobs/x?y", api.account()))
                        .httpStatus())
                .hasValue(404);
        assertThat(api.lastCall().path()).isEqualTo("/api/v1/webhooks/..%2Fjobs%2Fx%3Fy");
    }
}
