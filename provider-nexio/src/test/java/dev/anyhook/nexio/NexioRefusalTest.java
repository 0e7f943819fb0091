package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of refusals and of silence, call by call. */
final class NexioRefusalTest {
    private static final Secret TOKEN = Secret.of("token_live_123");

    private Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    /** Each call that Nexio documents, and whether repeating it does no harm. */
    enum Call {
        LIST(true),
        CREATE(false),
        UPDATE(true),
        ROTATE(false),
        DELETE(true),
        READ(true);

        private final boolean repeatable;

        Call(boolean repeatable) {
            this.repeatable = repeatable;
        }

        ThrowingCallable on(Api api, VendorAccount account) {
            return switch (this) {
                case LIST -> () -> Api.endpoints().list(account);
                case CREATE -> () -> new NexioWebhooks().configure(api.request().withBearer(TOKEN), account);
                case UPDATE ->
                    () -> Api.endpoints().update("e1", EndpointChange.none().withBearer(TOKEN), account);
                case ROTATE -> () -> Api.endpoints().rotateSecret("e1", api.kept::put, account);
                case DELETE -> () -> Api.endpoints().delete("e1", account);
                case READ -> () -> new NexioWebhooks().jobs().orElseThrow().read("r1", account);
            };
        }
    }

    private WebhookException failure(Call call) {
        return api.failure(call.on(api, api.account()));
    }

    /** Makes way for the call itself, when another comes before it. */
    private void prepare(Call call) {
        if (call == Call.CREATE) {
            api.listNothing();
        }
    }

    private long triesOf(Call call) {
        return api.nexio.calls().size() - (call == Call.CREATE ? 1 : 0);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Call.values())
                .flatMap(call -> Stream.of(400, 401, 403, 405, 409, 422, 429, 500, 503)
                        .map(status -> Arguments.of(call, status)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatNexioSaid(Call call, int status) {
        boolean again = call.repeatable && status >= 500;
        prepare(call);
        for (int i = 0; i < (again ? 3 : 1); i++) {
            api.nexio.failNext(status);
        }
        WebhookException failure = failure(call);

        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure.vendorCode()).isPresent();
        assertThat(failure).hasMessageContaining(failure.vendorCode().orElseThrow());
        assertThat(failure.retryable()).isEqualTo(again || status == 429 || status == 503);
        assertThat(triesOf(call)).isEqualTo(again ? 3 : 1);
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void readsTheOlderFormOfErrors(Call call) {
        prepare(call);
        api.answerNext(400, "{'error':{'code':'invalid_url','message':'url is odd','details':[{'field':'url'}]}}");
        WebhookException failure = failure(call);

        assertThat(failure.vendorCode()).hasValue("invalid_url");
        assertThat(failure).hasMessageContaining("400 invalid_url \"url is odd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "oops", "{'error':'plain'}", "{'code':7,'message':{}}", "{'error':{}}"})
    void bearsErrorsOfNoForm(String body) {
        api.answerNext(400, body);
        WebhookException failure = failure(Call.LIST);

        assertThat(failure.httpStatus()).hasValue(400);
        assertThat(failure.vendorCode()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAKeyThatNexioDoesNotKnow() {
        WebhookException failure = api.failure(() -> Api.endpoints().list(api.account("nx_live_revoked")));

        assertThat(failure.httpStatus()).hasValue(401);
        assertThat(failure.vendorCode()).hasValue("unauthorized");
        assertThat(failure).hasMessageContaining("revoked?").hasMessageNotContaining("nx_live_revoked");
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"CREATE", "UPDATE"})
    void showsNeitherKeyNorTokenWhenNexioRepeatsThem(Call call) {
        String key = api.nexio.apiKey();
        prepare(call);
        api.answerNext(
                400,
                "{'code':'bad_" + TOKEN.reveal() + "','message':'Bearer " + key + " sent " + TOKEN.reveal() + "'}");
        WebhookException failure = failure(call);

        assertThat(failure).hasMessageContaining("[redacted]").hasMessageNotContainingAny(TOKEN.reveal(), key);
        assertThat(failure.vendorCode().orElseThrow()).doesNotContain(TOKEN.reveal());
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void waitsAsLongAsNexioAsks(Call call) {
        prepare(call);
        for (int i = 0; i < 3; i++) {
            api.nexio.failNext(
                    429, Map.of("Retry-After", "7"), "{\"code\":\"rate_limited\",\"message\":\"slow down\"}");
        }
        WebhookException failure = failure(call);

        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(7));
        assertThat(failure.retryable()).isTrue();
        if (call.repeatable) {
            assertThat(api.transport.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        } else {
            assertThat(api.transport.pauses()).isEmpty();
        }
    }

    @Test
    void carriesOnWhenARepetitionIsAnswered() {
        api.nexio.failNext(503);
        api.nexio.failNext(500);

        assertThat(api.configure().secretKept()).isTrue();
        assertThat(api.transport.pauses()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void givesUpOnSilenceAndRepeatsOnlyWhatDoesNoHarm(Call call) {
        api.close();
        api = Api.impatient();
        prepare(call);
        for (int i = 0; i < 3; i++) {
            api.nexio.hangNext();
        }
        WebhookException failure = failure(call);

        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure.retryable()).isEqualTo(call.repeatable);
        assertThat(triesOf(call)).isEqualTo(call.repeatable ? 3 : 1);
        if (!call.repeatable) {
            assertThat(failure).hasMessageContaining("may have been done all the same");
        }
        assertThat(api.kept).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void saysThatNobodyIsThere(Call call) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        VendorAccount nowhere = api.account().at(URI.create("http://127.0.0.1:" + port));
        WebhookException failure = api.failure(call.on(api, nowhere));

        assertThat(failure).hasMessageContaining("no answer");
        assertThat(failure.httpStatus()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIST", "CREATE", "UPDATE", "ROTATE", "READ"})
    void saysThatAnAnswerIsGarbage(Call call) {
        prepare(call);
        api.nexio.garbageNext();
        WebhookException failure = failure(call);

        assertThat(failure).hasMessageContaining("JSON");
        assertThat(failure.httpStatus()).hasValue(200);
        assertThat(triesOf(call)).isEqualTo(1);
        assertThat(api.kept).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CREATE, configure again", "ROTATE, rotate again"})
    void saysHowToGoOnWhenACallMayHaveWorked(Call call, String advice) {
        for (int status : new int[] {500, 502, 504, 599}) {
            prepare(call);
            api.nexio.failNext(status);

            assertThat(failure(call))
                    .hasMessageContaining("may have been done all the same; ")
                    .hasMessageContaining(advice);
        }
        prepare(call);
        api.nexio.failNext(503);
        assertThat(failure(call)).hasMessageNotContaining(advice);
    }

    @Test
    void saysHowToGoOnWhenTheAnswerToACreationIsLost() {
        api.listNothing();
        api.nexio.loseNextAnswer();

        assertThat(failure(Call.CREATE)).hasMessageContaining("may have been done all the same; an endpoint may have");
    }

    @Test
    void saysHowToGoOnWhenTheAnswerToARotationIsLost() {
        String id = api.configure().endpointId();
        api.nexio.loseNextAnswer();

        assertThat(api.failure(() -> Api.endpoints().rotateSecret(id, api.kept::put, api.account())))
                .hasMessageContaining("may have been done all the same; rotate again");
    }

    @ParameterizedTest
    @CsvSource({"CREATE, configure again", "ROTATE, rotate again"})
    void saysHowToGoOnAfterAnInterruption(Call call, String advice) {
        prepare(call);
        var stopping = new Stopping(api.transport);

        assertThat(api.failure(call.on(api, api.account().over(stopping))))
                .hasMessageContaining("interrupted before an answer came; it may have been done all the same; ")
                .hasMessageContaining(advice);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Is interrupted at the first POST. */
    private record Stopping(VendorAccount.Transport way) implements VendorAccount.Transport {
        @Override
        public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
            if (request.method().equals("POST")) {
                throw new InterruptedException();
            }
            return way.send(request);
        }
    }
}
