package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Secret;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorEndpoint;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuring again for a URL that has an endpoint already. */
final class NexioAdoptionTest {
    private static final Secret TOKEN = Secret.of("token_live_123");

    private final Api api = Api.patient();
    private String first;

    @BeforeEach
    void makeAnEndpoint() {
        first = api.configure().endpointId();
        api.kept.clear();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void change(String id, EndpointChange change) {
        Api.endpoints().update(id, change, api.account());
    }

    private VendorEndpoint present(String id) {
        return Api.endpoints().list(api.account()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String secondForTheSameUrl() {
        api.listNothing();
        String second = api.configure().endpointId();
        api.kept.clear();
        return second;
    }

    private void assertAdopted(Configured result, Change change, String id) {
        assertThat(result.endpointId()).isEqualTo(id);
        assertThat(result.change()).isEqualTo(change);
        assertThat(result.secretKept()).isFalse();
        assertThat(result.notes().get(0)).contains("not shown again", "rotate");
        assertThat(api.kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAnEndpointThatFitsAsItIs(boolean wrapped) {
        api.nexio.listWrapped(wrapped);
        Configured result = api.configure();

        assertAdopted(result, Change.UNCHANGED, first);
        assertThat(result.notes()).hasSize(1);
        assertThat(api.calls().subList(2, api.calls().size())).containsExactly("GET /api/v1/webhooks");
    }

    @Test
    void changesTheEventTypesAlone() {
        assertAdopted(api.configure(api.request().withEventTypes(Set.of("run.failed"))), Change.UPDATED, first);

        assertThat(api.lastCall().method()).isEqualTo("PATCH");
        assertThat(api.lastCall().body()).isEqualTo(Api.json("{'events':['run.failed']}"));
        assertThat(present(first).eventTypes()).containsExactly("run.failed");
    }

    @Test
    void wakesAnEndpointThatSleeps() {
        change(first, EndpointChange.none().withActive(false));

        assertAdopted(api.configure(), Change.UPDATED, first);
        assertThat(api.lastCall().body()).isEqualTo(Api.json("{'active':true}"));
        assertThat(present(first).active()).isTrue();
    }

    @Test
    void doesNotWakeOneWhenTenAreAwake() {
        change(first, EndpointChange.none().withActive(false));
        for (int i = 0; i < 10; i++) {
            api.other("hook-" + i);
        }

        assertThat(api.failure(api::configure)).hasMessageContaining("10 active endpoints");
        assertThat(present(first).active()).isFalse();
    }

    @Test
    void adoptsOneOfTen() {
        for (int i = 0; i < 9; i++) {
            api.other("hook-" + i);
        }

        assertAdopted(api.configure(), Change.UNCHANGED, first);
    }

    @Test
    void changesTheDescriptionOnlyWhenOneIsGiven() {
        api.configure(api.request().withDescription("ours"));
        assertThat(api.lastCall().body()).isEqualTo(Api.json("{'description':'ours'}"));

        assertThat(api.configure(api.request().withDescription("ours")).change())
                .isEqualTo(Change.UNCHANGED);
        assertThat(api.configure().change()).isEqualTo(Change.UNCHANGED);
        assertThat(present(first).description()).isEqualTo("ours");
    }

    @Test
    void setsABearerTokenAgainBecauseItCannotBeReadBack() {
        for (int i = 0; i < 2; i++) {
            Configured result = api.configure(api.request().withBearer(TOKEN));
            assertAdopted(result, Change.UPDATED, first);
            assertThat(result.notes()).hasSize(1);
            assertThat(api.lastCall().body()).isEqualTo(Api.json("{'auth_token':'token_live_123'}"));
        }
    }

    @Test
    void leavesAnEarlierBearerTokenAndSaysSo() {
        change(first, EndpointChange.none().withBearer(TOKEN));
        Configured result = api.configure();

        assertAdopted(result, Change.UNCHANGED, first);
        assertThat(result.notes().get(1)).contains("bearer").doesNotContain(TOKEN.reveal());
        assertThat(present(first).bearerConfigured()).isTrue();
    }

    @Test
    void adoptsTheFirstOfSeveralAndNamesTheOthers() {
        String second = secondForTheSameUrl();
        Configured result = api.configure();

        assertAdopted(result, Change.UNCHANGED, first);
        assertThat(result.notes().get(1)).contains(second).doesNotContain(first);
    }

    @Test
    void prefersAnActiveOneOfSeveral() {
        String second = secondForTheSameUrl();
        change(first, EndpointChange.none().withActive(false));
        Configured result = api.configure();

        assertAdopted(result, Change.UNCHANGED, second);
        assertThat(result.notes().get(1)).contains(first + " (inactive)");
        assertThat(present(first).active()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://Hooks.Example.COM:443/a, https://hooks.example.com/a",
        "https://hooks.example.com/a, https://HOOKS.example.com:443/a",
        "HTTPS://hooks.example.com/a, https://hooks.example.com/a",
        "https://hooks.example.com, https://hooks.example.com/",
        "https://hooks.example.com/?a=b, https://hooks.example.com?a=b",
        "https://hooks.example.com/x/../a/./b, https://hooks.example.com/a/b",
        "https://hooks.example.com/%c3%bc, https://hooks.example.com/%C3%BC",
        "https://hooks.example.com/\u00fc, https://hooks.example.com/%C3%BC",
        "https://[2001:DB8::1]:443/a, https://[2001:db8::1]/a"
    })
    void findsItHoweverNexioSpellsItsUrl(URI ours, String theirs) {
        api.answerNext(200, "[{'id':'e1','url':'" + theirs + "','events':['run.completed','run.failed']}]");

        assertAdopted(api.configure(requestFor(ours)), Change.UNCHANGED, "e1");
        assertThat(api.nexio.endpointIds()).containsExactly(first);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/a, https://hooks.example.com/A",
        "https://hooks.example.com/a, https://hooks.example.com/a/",
        "https://hooks.example.com/a, https://hooks.example.com:8443/a",
        "https://hooks.example.com/a, http://hooks.example.com/a",
        "https://hooks.example.com/a, http://hooks.example.com:443/a",
        "https://hooks.example.com/a, https://hooks.example.com/a?b",
        "https://hooks.example.com/a?b, https://hooks.example.com/a?B",
        "https://hooks.example.com/a, https://me@hooks.example.com/a",
        "https://hooks.example.com/a, https://hooks.example.com/a#b",
        "https://hooks.example.com/a, https:/a",
        "https://hooks.example.com/a, hooks.example.com/a",
        "https://hooks.example.com/a, https://hooks.example.com/a b"
    })
    void takesNoOtherUrlForItsOwn(URI ours, String theirs) {
        api.answerNext(200, "[{'id':'e1','url':'" + theirs + "','events':['run.completed','run.failed']}]");

        assertThat(api.configure(requestFor(ours)).change()).isEqualTo(Change.CREATED);
    }

    @Test
    void sendsItsUrlAsItWasGiven() {
        api.configure(requestFor(URI.create("https://Hooks.example.com:443/x/../a")));

        assertThat(api.lastCall().body().path("url").textValue()).isEqualTo("https://Hooks.example.com:443/x/../a");
    }

    private EndpointRequest requestFor(URI url) {
        return EndpointRequest.to(url).withSecretSink(api.kept::put);
    }

    @Test
    void findsItAgainAfterAnAnswerWasLost() {
        Api.endpoints().delete(first, api.account());
        api.listNothing();
        api.nexio.loseNextAnswer();

        assertThat(api.failure(api::configure)).hasMessageContaining("may have been done all the same");
        assertThat(api.nexio.endpointIds()).hasSize(1);

        assertAdopted(api.configure(), Change.UNCHANGED, api.nexio.endpointIds().get(0));
        assertThat(api.nexio.endpointIds()).hasSize(1);
    }
}
