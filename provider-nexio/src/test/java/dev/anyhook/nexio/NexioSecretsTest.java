package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.SecretSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of a secret that is shown once, and what is said when it is lost. */
final class NexioSecretsTest {
    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    private WebhookException create(String answer) {
        api.listNothing();
        api.answerNext(201, answer);
        return api.failure(api::configure);
    }

    private WebhookException rotate(String id, SecretSink sink) {
        return api.failure(() -> Api.endpoints().rotateSecret(id, sink, api.account()));
    }

    @Test
    void keepsTheSecretBeforeItMissesAnythingElse() {
        for (String answer : List.of(
                "{'secret':'whsec_a1'}",
                "{'secret':'whsec_a1','id':''}",
                "{'secret':'whsec_a1','id':null}",
                "{'secret':'whsec_a1','id':{}}")) {
            api.kept.clear();
            WebhookException failure = create(answer);

            assertThat(failure).hasMessageContaining("no id").hasMessageContaining("secret was kept");
            assertThat(failure.httpStatus()).hasValue(201);
            assertThat(api.kept).containsOnlyKeys("unknown").containsValue(Secret.of("whsec_a1"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'e1'}",
                "{'id':'e1','secret':''}",
                "{'id':'e1','secret':'  '}",
                "{'id':'e1','secret':null}",
                "{'id':'e1','secret':7}",
                "{'id':'e1','data':{'secret':'whsec_a1'}}"
            })
    void saysThatThereWasNoSecretAndHowToGetOne(String answer) {
        WebhookException failure = create(answer);

        assertThat(failure).hasMessageContaining("no secret for endpoint e1").hasMessageContaining("rotate");
        assertThat(failure.retryable()).isFalse();
        assertThat(api.kept).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>|JSON", "[{'id':'e1','secret':'whsec_a1'}]|no secret", "7|JSON"})
    void saysThatAnAnswerOfAnotherFormMayHaveMadeAnEndpoint(String answer, String what) {
        WebhookException failure = create(answer);

        assertThat(failure).hasMessageContaining(what).hasMessageContaining("configure again");
        assertThat(failure.httpStatus()).hasValue(201);
        assertThat(api.kept).isEmpty();
    }

    static Stream<Arguments> sinksThatFail() {
        return Stream.of(
                Arguments.of(new IOException("/secrets/nexio is full"), true),
                Arguments.of(new IllegalStateException("no"), true),
                Arguments.of(new IOException(), true),
                Arguments.of(new IOException("cannot write %s"), false),
                Arguments.of(new IOException("no", new IllegalStateException("%s is odd")), false),
                Arguments.of(suppressing(new IOException("no"), new IOException("left %s behind")), false));
    }

    private static Exception suppressing(Exception thrown, Exception suppressed) {
        thrown.addSuppressed(suppressed);
        return thrown;
    }

    @ParameterizedTest
    @MethodSource("sinksThatFail")
    void saysThatTheSecretIsLostWithoutTellingIt(Exception thrown, boolean harmless) {
        WebhookException failure = api.failure(() -> api.configure(api.request().withSecretSink((id, secret) -> {
            throw telling(thrown, secret);
        })));

        String made = api.nexio.endpointIds().get(0);
        assertThat(failure).hasMessageContaining(made).hasMessageContaining("rotate");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.httpStatus()).hasValue(201);
        assertThat(failure.getCause() != null).isEqualTo(harmless);
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(api.nexio.secretOf(made));
    }

    /** {@code thrown} with the secret where its messages say {@code %s}. */
    private static Exception telling(Exception thrown, Secret secret) {
        boolean plain = thrown.getCause() == null && thrown.getSuppressed().length == 0;
        if (plain && (thrown.getMessage() == null || !thrown.getMessage().contains("%s"))) {
            return thrown;
        }
        var told = new IOException(
                thrown.getMessage().formatted(secret.reveal()),
                thrown.getCause() == null
                        ? null
                        : new IllegalStateException(
                                thrown.getCause().getMessage().formatted(secret.reveal())));
        for (Throwable each : thrown.getSuppressed()) {
            told.addSuppressed(new IOException(each.getMessage().formatted(secret.reveal())));
        }
        return told;
    }

    @Test
    void remembersThatItWasInterruptedWhileKeeping() {
        WebhookException failure = api.failure(() -> api.configure(api.request().withSecretSink((id, secret) -> {
            throw new InterruptedException("stop");
        })));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("could not be kept");
    }

    @Test
    void keepsTheSecretOfARotation() {
        String id = api.configure().endpointId();
        Secret before = api.kept.get(id);

        Api.endpoints().rotateSecret(id, api.kept::put, api.account());

        assertThat(api.lastCall().method()).isEqualTo("POST");
        assertThat(api.lastCall().path()).isEqualTo("/api/v1/webhooks/" + id + "/rotate-secret");
        assertThat(api.kept.get(id))
                .isEqualTo(Secret.of(api.nexio.secretOf(id)))
                .isNotEqualTo(before);
    }

    @Test
    void needsNothingButTheSecretFromTheAnswerOfARotation() {
        api.answerNext(200, "{'secret':'whsec_fresh'}");
        Api.endpoints().rotateSecret("e1", api.kept::put, api.account());

        assertThat(api.kept).containsEntry("e1", Secret.of("whsec_fresh"));
    }

    @Test
    void saysThatTheSecretOfARotationIsLost() {
        String id = api.configure().endpointId();

        assertThat(rotate(id, (any, secret) -> {
                    throw new IOException("cannot write " + secret.reveal());
                }))
                .hasMessageContaining(id)
                .hasMessageContaining("rotate again");
        api.answerNext(200, "{'id':'" + id + "'}");
        assertThat(rotate(id, api.kept::put)).hasMessageContaining("no secret").hasMessageContaining("rotate again");
        api.nexio.garbageNext();
        assertThat(rotate(id, api.kept::put)).hasMessageContaining("not a JSON").hasMessageContaining("rotate again");
    }
}
