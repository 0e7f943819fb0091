package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vendor may say and we may send, at the edges. */
final class NexioEdgesTest {
    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aBearerMayHoldEveryVisibleCharacter() {
        String visible =
                IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());

        api.configure(api.request().withBearer(Secret.of(visible)));

        assertThat(api.lastCall().body().path("auth_token").textValue()).isEqualTo(visible);
    }

    @Test
    void anIdOf64CharactersIsShownWholeAndALongerOneCut() {
        String id = "e".repeat(64);

        assertThat(create(id)).hasMessageContaining("for endpoint " + id + ";");
        assertThat(create(id + "f")).hasMessageContaining("for endpoint " + id + "...;");
    }

    @Test
    void aCutLeavesNoHalfOfACharacter() {
        assertThat(create("e".repeat(63) + "\uD83D\uDE00"))
                .hasMessageContaining("for endpoint " + "e".repeat(63) + " ...;");
    }

    private WebhookException create(String id) {
        api.listNothing();
        api.answerNext(201, "{'id':'" + id + "'}");
        return api.failure(api::configure);
    }

    @Test
    void anEndpointWhoseUrlIsNoneIsNamedByItsIdAlone() {
        String full = IntStream.range(0, 10)
                .mapToObj(i -> "{'id':'e" + i + "\\u2028','url':'not a url','active':true}")
                .collect(Collectors.joining(",", "[", "]"));
        api.answerNext(200, full);

        assertThat(api.failure(api::configure))
                .hasMessageContaining("one of e0 , e1 , ")
                .hasMessageEndingWith(", e9 ");
    }

    @Test
    void theSecretOfAnOddlyNamedEndpointIsLostWithoutOddCharacters() {
        api.listNothing();
        api.answerNext(201, "{'id':'e\\ud800\\u2028','secret':'whsec_a1'}");

        WebhookException failure = api.failure(() -> api.configure(api.request().withSecretSink((id, secret) -> {
            throw new IllegalStateException("full");
        })));

        assertThat(failure).hasMessageContaining("the secret of endpoint e   could not be kept");
    }

    @ParameterizedTest
    @CsvSource({"e1, true", "e\\u001b[2J, false"})
    void aSinkThatQuotesAnOddIdIsNotQuotedItself(String id, boolean quoted) {
        api.listNothing();
        api.answerNext(201, "{'id':'" + id + "','secret':'whsec_a1'}");

        WebhookException failure = api.failure(() -> api.configure(api.request().withSecretSink((named, secret) -> {
            throw new IllegalStateException("cannot write " + named);
        })));

        assertThat(failure.getCause() != null).isEqualTo(quoted);
    }
}
