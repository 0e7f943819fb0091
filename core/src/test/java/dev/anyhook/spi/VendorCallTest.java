package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.WebhookException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorCallTest {
    private static final String UNSURE = "it may have been done all the same";

    private final VendorServer vendor = new VendorServer(Duration.ofSeconds(30), 100_000);

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void sendsWhatItWasGivenAndBringsTheAnswer() {
        vendor.then(201, "{\"id\":\"e1\"}", "X-Request", "r1");

        VendorAnswer answer = vendor.call("POST", "/v1/hooks?a=b%2F")
                .json(JsonNodeFactory.instance.objectNode().put("url", "é"))
                .send();

        assertThat(vendor.requests).containsExactly("POST /v1/hooks?a=b%2F {\"url\":\"é\"}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(Payload.utf8("{\"id\":\"e1\"}"));
        assertThat(answer.json().get("id").textValue()).isEqualTo("e1");
        assertThat(answer.headers().firstValue("x-request")).contains("r1");
        assertThat(answer).hasToString("VendorAnswer[201, Payload[11 bytes]]");
    }

    @Test
    void sendsItsHeadersAndNoBodyUnlessThereIsOne() {
        vendor.then(exchange -> {
            var headers = exchange.getRequestHeaders();
            boolean right = List.of("Bearer canary-api-key").equals(headers.get("Authorization"))
                    && List.of("application/json").equals(headers.get("Accept"))
                    && !headers.containsKey("Content-Type");
            exchange.sendResponseHeaders(right ? 204 : 400, -1);
        });

        assertThat(vendor.call("DELETE", "/v1/hooks/1").send().status()).isEqualTo(204);
        assertThat(vendor.requests).containsExactly("DELETE /v1/hooks/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 500, 502, 503, 504})
    void aRepeatableCallIsTriedThreeTimesWithGrowingPauses(int status) {
        vendor.then(status, "").then(status, "").then(200, "{}");

        assertThat(vendor.call("GET", "/x").repeatable().send().status()).isEqualTo(200);

        assertThat(vendor.requests).hasSize(3);
        assertThat(vendor.pauses).hasSize(2);
        assertThat(vendor.pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(vendor.pauses.get(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 500, 502, 503, 504})
    void aRepeatableCallIsGivenUpAfterThreeTries(int status) {
        vendor.then(status, "").then(status, "").then(status, "");

        WebhookException refused = refused(vendor.call("GET", "/x").repeatable());

        assertThat(refused.httpStatus()).hasValue(status);
        assertThat(refused.retryable()).isTrue();
        assertThat(refused).hasMessage("acme configure: the vendor answered " + status);
        assertThat(vendor.requests).hasSize(3);
        assertThat(vendor.pauses).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "408,false,false",
        "425,false,false",
        "429,true,false",
        "500,false,true",
        "502,false,true",
        "503,true,false",
        "504,false,true",
        "599,false,true"
    })
    void anyOtherCallIsTriedOnce(int status, boolean retryable, boolean unsure) {
        vendor.then(status, "");

        WebhookException refused = refused(vendor.call("POST", "/x"));

        assertThat(refused.httpStatus()).hasValue(status);
        assertThat(refused.retryable()).isEqualTo(retryable);
        assertThat(refused.getMessage().contains(UNSURE)).isEqualTo(unsure);
        assertThat(vendor.requests).hasSize(1);
        assertThat(vendor.pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 410, 501})
    void whatWillNotPassIsNotRepeated(int status) {
        vendor.then(status, "", "Location", vendor.base() + "/elsewhere");

        WebhookException refused = refused(vendor.call("GET", "/x").repeatable());

        assertThat(refused.httpStatus()).hasValue(status);
        assertThat(refused.retryable()).isFalse();
        assertThat(vendor.requests).containsExactly("GET /x");
    }

    @Test
    void waitsAsLongAsTheVendorAsksButNotLess() {
        vendor.then(429, "", "Retry-After", "3")
                .then(503, "", "Retry-After", "0")
                .then(200, "{}");

        vendor.call("GET", "/x").repeatable().send();

        assertThat(vendor.pauses.get(0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(vendor.pauses.get(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1"})
    void aLimitThatDoesNotSayWhenItEndsIsNotTriedAgain(String retryAfter) {
        vendor.then(429, "", "Retry-After", retryAfter);

        WebhookException refused = refused(vendor.call("GET", "/x").repeatable());

        assertThat(refused.httpStatus()).hasValue(429);
        assertThat(refused.retryable()).isTrue();
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(vendor.requests).hasSize(1);
        assertThat(vendor.pauses).isEmpty();
    }

    @Test
    void aLimitThatEndsNowIsTriedAgain() {
        vendor.then(429, "", "Retry-After", "0").then(200, "{}");

        assertThat(vendor.call("GET", "/x").repeatable().send().status()).isEqualTo(200);
        assertThat(vendor.pauses).hasSize(1);
    }

    @Test
    void waitsThirtySecondsAndNoLonger() {
        vendor.then(429, "", "Retry-After", "30").then(429, "", "Retry-After", "31");

        WebhookException refused = refused(vendor.call("GET", "/x").repeatable());

        assertThat(vendor.pauses).containsExactly(Duration.ofSeconds(30));
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(31));
        assertThat(refused.retryable()).isTrue();
    }

    @Test
    void aStatusMayBeGoodByAgreementOnly() {
        vendor.then(404, "{}").then(404, "{}").then(410, "{}");

        assertThat(vendor.call("GET", "/x").send(404, 410).status()).isEqualTo(404);
        assertThat(refused(vendor.call("GET", "/x")).httpStatus()).hasValue(404);
        assertThat(vendor.call("GET", "/x").send(404, 410).status()).isEqualTo(410);
    }

    @Test
    void saysWhatTheVendorSaidAndWhatToDo() {
        vendor.then(403, "{\"code\":\"not_allowed\",\"message\":\"no scope\"}");

        WebhookException refused = refused(vendor.call("POST", "/x")
                .hint(403, "use a key with webhooks:write")
                .hint(404, "look elsewhere"));

        assertThat(refused)
                .hasMessage("acme configure: the vendor answered 403 not_allowed \"no scope\";"
                        + " use a key with webhooks:write")
                .hasNoCause();
        assertThat(refused.vendorCode()).contains("not_allowed");
        assertThat(refused.provider()).isEqualTo(ProviderId.of("acme"));
        assertThat(refused.operation()).isEqualTo("configure");
        assertThat(refused.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "7", "{\"code\":7,\"message\":null}", "{"})
    void anErrorBodyOfAnotherFormIsLeftOut(String body) {
        vendor.then(400, body);

        WebhookException refused = refused(vendor.call("POST", "/x"));

        assertThat(refused).hasMessage("acme configure: the vendor answered 400");
        assertThat(refused.vendorCode()).isEmpty();
    }

    private static WebhookException refused(VendorCall call) {
        WebhookException refused = catchThrowableOfType(WebhookException.class, call::send);
        assertThat(refused).isNotNull();
        return refused;
    }
}
