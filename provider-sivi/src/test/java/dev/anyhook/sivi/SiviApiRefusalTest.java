package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.RecordedPauses;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Setting the URL over real HTTP, when Sivi refuses and when the world breaks. */
final class SiviApiRefusalTest {
    private static final URI URL = URI.create("https://hooks.example.com/webhooks/sivi");
    private static final String REGISTERED = URL + "/" + Arrivals.TOKEN.reveal();
    private static final EndpointRequest REQUEST = EndpointRequest.to(URL).withUrlToken(Arrivals.TOKEN);

    private final SiviSimulator sivi = SiviSimulator.start();
    private final SiviWebhooks provider = new SiviWebhooks();
    private final RecordedPauses transport = RecordedPauses.patient();

    @AfterEach
    void close() {
        sivi.close();
    }

    private VendorAccount account() {
        return VendorAccount.of(Secret.of(sivi.apiKey())).at(sivi.api()).over(transport);
    }

    private ConfigureResult configure() {
        return provider.configure(REQUEST, account());
    }

    private WebhookException refusal(VendorAccount account) {
        WebhookException thrown =
                catchThrowableOfType(WebhookException.class, () -> provider.configure(REQUEST, account));
        assertThat(thrown).isNotNull();
        assertThat(thrown.provider()).isEqualTo(SiviWebhooks.ID);
        assertThat(thrown.operation()).isEqualTo("update-webhook");
        assertThat(thrown.toString()).doesNotContain(Arrivals.TOKEN.reveal(), sivi.apiKey());
        return thrown;
    }

    private WebhookException refusal() {
        return refusal(account());
    }

    @Test
    void saysWhenTheKeyIsWrong() {
        WebhookException thrown =
                refusal(VendorAccount.of(Secret.of("wrong-key")).at(sivi.api()).over(transport));

        assertThat(thrown.httpStatus()).hasValue(401);
        assertThat(thrown.retryable()).isFalse();
        assertThat(thrown)
                .hasMessageContaining("Failed to authenticate request")
                .hasMessageContaining("API key");
        assertThat(thrown.toString()).doesNotContain("wrong-key");
    }

    @ParameterizedTest
    @CsvSource({"401, right", "402, credits", "404, plan", "422, public"})
    void saysWhatSiviRefusedAndWhatToDo(int status, String hint) {
        sivi.failNext(status);
        WebhookException thrown = refusal();

        assertThat(thrown.httpStatus()).hasValue(status);
        assertThat(thrown.vendorCode()).isEmpty();
        assertThat(thrown.retryable()).isFalse();
        assertThat(thrown).hasMessageContaining(String.valueOf(status)).hasMessageContaining(hint);
        assertThat(sivi.calls()).hasSize(1);
        assertThat(transport.pauses()).isEmpty();
    }

    @Test
    void quotesSivisOwnWords() {
        sivi.failNext(422, Map.of(), "{\"status\":422,\"body\":{\"message\":\"Invalid input\"}}");

        assertThat(refusal()).hasMessageContaining("the vendor answered 422 \"Invalid input\"; ");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void triesAgainWhatPasses(int status) {
        sivi.failNext(status);
        sivi.failNext(status);

        assertThat(configure()).isInstanceOf(Configured.class);
        assertThat(sivi.calls()).hasSize(3);
        assertThat(transport.pauses()).hasSize(2);
    }

    @Test
    void givesUpAfterThreeTries() {
        sivi.failNext(500);
        sivi.failNext(500);
        sivi.failNext(500);
        WebhookException thrown = refusal();

        assertThat(thrown.httpStatus()).hasValue(500);
        assertThat(thrown.retryable()).isTrue();
        assertThat(sivi.calls()).hasSize(3);
    }

    @Test
    void doesNotGoOnWhenTheLimitIsReached() {
        sivi.failNext(429);
        WebhookException thrown = refusal();

        assertThat(thrown.httpStatus()).hasValue(429);
        assertThat(thrown.retryable()).isTrue();
        assertThat(sivi.calls()).hasSize(1);
    }

    @Test
    void waitsAsLongAsSiviAsks() {
        sivi.failNext(429, Map.of("Retry-After", "7"), "{\"status\":429,\"body\":{\"message\":\"slow down\"}}");

        assertThat(configure()).isInstanceOf(Configured.class);
        assertThat(transport.pauses()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void doesNotSitOutALongWait() {
        sivi.failNext(429, Map.of("Retry-After", "3600"), "{\"status\":429,\"body\":{\"message\":\"slow down\"}}");
        WebhookException thrown = refusal();

        assertThat(thrown.retryAfter()).hasValue(Duration.ofHours(1));
        assertThat(thrown.retryable()).isTrue();
        assertThat(transport.pauses()).isEmpty();
    }

    @Test
    void triesAgainWhenAnAnswerIsLost() {
        sivi.loseNextAnswer();

        assertThat(configure()).isInstanceOf(Configured.class);
        assertThat(transport.pauses()).hasSize(1);
    }

    @Test
    void givesUpWhenNoAnswerComesInTime() {
        sivi.hangNext();
        sivi.hangNext();
        sivi.hangNext();
        WebhookException thrown = refusal(account().over(RecordedPauses.impatient()));

        assertThat(thrown.httpStatus()).isEmpty();
        assertThat(thrown.retryable()).isTrue();
        assertThat(thrown).hasMessageContaining("no answer from the vendor");
        assertThat(sivi.calls()).hasSize(3);
    }

    @Test
    void givesUpWhenNobodyListens() {
        VendorAccount account = account();
        sivi.close();
        WebhookException thrown = refusal(account);

        assertThat(thrown.httpStatus()).isEmpty();
        assertThat(thrown.retryable()).isTrue();
        assertThat(transport.pauses()).hasSize(2);
    }

    @Test
    void followsNoRedirect() {
        sivi.failNext(302, Map.of("Location", sivi.api().toString()), "");

        assertThat(refusal().httpStatus()).hasValue(302);
        assertThat(sivi.calls()).hasSize(1);
    }

    @Test
    void doesNotTakeGarbageForConsent() {
        sivi.garbageNext();
        WebhookException thrown = refusal();

        assertThat(thrown.httpStatus()).hasValue(200);
        assertThat(thrown.retryable()).isFalse();
        assertThat(thrown).hasMessageContaining("not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[]", "{}", "{\"status\":\"200\"}", "{\"status\":null}", "{\"status\":200.5}"})
    void doesNotTakeAnAnswerWithoutItsStatusForConsent(String body) {
        sivi.failNext(200, Map.of(), body);

        assertThat(refusal().httpStatus()).hasValue(200);
    }

    @ParameterizedTest
    @CsvSource({"401, false, right", "402, false, credits", "422, false, public", "429, true, limit", "500, true, 500"})
    void believesTheStatusInsideMoreThanTheOneOutside(int inside, boolean retryable, String hint) {
        String echo = "{\"status\":" + inside + ",\"body\":{\"message\":\"" + sivi.apiKey() + REGISTERED + "\"}}";
        sivi.failNext(200, Map.of("Retry-After", "90"), echo);
        WebhookException thrown = refusal();

        assertThat(thrown.httpStatus()).hasValue(inside);
        assertThat(thrown.retryAfter()).hasValue(Duration.ofSeconds(90));
        assertThat(thrown.vendorCode()).hasValue(String.valueOf(inside));
        assertThat(thrown.retryable()).isEqualTo(retryable);
        assertThat(thrown).hasMessageContaining(hint);
    }

    @Test
    void hidesKeyAndTokenWhenSiviRepeatsThem() {
        String echo = "key " + sivi.apiKey() + " cannot set " + REGISTERED;
        sivi.failNext(422, Map.of(), "{\"status\":422,\"body\":{\"message\":\"" + echo + "\"}}");

        assertThat(refusal())
                .hasMessageContaining("key [redacted] cannot set " + URL + "/[redacted]")
                .hasNoCause();
    }
}
