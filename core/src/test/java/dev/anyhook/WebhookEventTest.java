package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEventTest {
    private static final ProviderId ACME = ProviderId.of("acme");

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":[1,{\"b\":null}]}", "[]", "7", "\"text\"", "null", " {} \n", "\uFEFF{}"})
    void showsItsPayloadAsJson(String body) throws Exception {
        JsonNode expected = new ObjectMapper().readTree(body.replace("\uFEFF", ""));

        assertThat(event(Payload.utf8(body)).json()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "{} x", "{}]", "[1,]", "{'a':1}", "id=x", "<html>", "1 2"})
    void hasNoJsonWhenThePayloadIsNotOneValue(String body) {
        assertThat(event(Payload.utf8(body)).json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "7b22ff223a317d", "fffe0000", "0000feff0000007b00110000", "0000fffe0000007b", "efbb"})
    void hasNoJsonWhenThePayloadIsNoText(String hex) {
        assertThat(event(Payload.copyOf(HexFormat.of().parseHex(hex))).json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void depthNeitherThrowsNorOverflows(String step) {
        assertThat(event(Payload.utf8(step.repeat(50_000))).json()).isEmpty();
        assertThat(event(Payload.utf8("[".repeat(100_000) + "]".repeat(100_000)))
                        .json())
                .isEmpty();
    }

    @Test
    void keepsAnAuthenticBodyThatNobodyCanRead() {
        Payload body = Payload.copyOf(new byte[] {(byte) 0xFF});
        var event = new WebhookEvent(ACME, "live", "e1", WebhookEvent.UNKNOWN_TYPE, null, null, body);

        assertThat(event.payload()).isEqualTo(body);
        assertThat(event.json()).isEmpty();
    }

    @Test
    void needsAnIdAndAType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookEvent(ACME, "live", " ", "ping", null, null, Payload.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookEvent(ACME, "live", "e1", "", null, null, Payload.empty()));
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new WebhookEvent(null, "live", "e1", "ping", null, null, Payload.empty()))
                .withMessage("provider");
        assertThatNullPointerException()
                .isThrownBy(() -> new WebhookEvent(ACME, null, "e1", "ping", null, null, Payload.empty()))
                .withMessage("endpoint");
        assertThatNullPointerException()
                .isThrownBy(() -> new WebhookEvent(ACME, "live", null, "ping", null, null, Payload.empty()))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> new WebhookEvent(ACME, "live", "e1", null, null, null, Payload.empty()))
                .withMessage("type");
        assertThatNullPointerException().isThrownBy(() -> event(null)).withMessage("payload");
    }

    @Test
    void printsNothingOfTheBody() {
        var job = new JobUpdate(
                "j1",
                JobState.FAILED,
                "error",
                List.of(URI.create("https://h.example/canary-link?signature=canary")),
                "canary words");
        var event = new WebhookEvent(ACME, "live", "e1", "ping", null, job, Payload.utf8("canary body"));

        assertThat(event.toString()).contains("e1", "ping", "j1", "FAILED").doesNotContain("canary");
        assertThat(job)
                .hasToString("JobUpdate[jobId=j1, state=FAILED, vendorState=error, 1 result link(s), with an error]");
        assertThat(JobUpdate.of("j1", JobState.QUEUED, "queued"))
                .hasToString("JobUpdate[jobId=j1, state=QUEUED, vendorState=queued, 0 result link(s)]");
    }

    private static WebhookEvent event(Payload payload) {
        return new WebhookEvent(ACME, "live", "e1", "ping", null, null, payload);
    }
}
