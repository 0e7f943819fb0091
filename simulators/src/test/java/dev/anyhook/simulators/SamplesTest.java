package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.svix.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    private static final Instant AT = Instant.parse("2026-03-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"generation.queued", "generation.processing", "generation.failed", "generation.completed"})
    void ofDiffioAreBelievedByTheOfficialLibrary(String type) throws Exception {
        String secret = SvixSigning.freshSecret();

        SampleDelivery sample = Samples.diffio(type, secret, Instant.now());

        Map<String, List<String>> headers = sample.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        new Webhook(secret).verify(new String(sample.body(), StandardCharsets.UTF_8), headers);
        assertThat(json(sample).path("eventType").textValue()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"design.pending", "design.processing", "design.complete", "design.completed", "design.failed"})
    void ofSiviAreWrapped(String type) {
        JsonNode body = json(Samples.sivi(type));

        assertThat(body.path("status").intValue()).isEqualTo(200);
        assertThat("design." + body.at("/body/status").textValue()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.completed", "run.failed", "evaluation.completed", "evaluation.failed"})
    void ofNexioAreSigned(String type) {
        SampleDelivery sample = Samples.nexio(type, "whsec_abc123def456", "raw", "token", AT);

        String body = new String(sample.body(), StandardCharsets.UTF_8);
        assertThat(sample.headers())
                .containsEntry("X-Nexio-Event", type)
                .containsEntry("Authorization", "Bearer token")
                .containsEntry(
                        "X-Nexio-Signature",
                        "t=1774180800,v1="
                                + HmacByDefinition.hex(
                                        "whsec_abc123def456".getBytes(StandardCharsets.UTF_8), "1774180800." + body));
        assertThat(json(sample).path("type").textValue()).isEqualTo(type);
        assertThat(json(sample).at("/data/run/status").textValue()).isEqualTo(type.substring(type.indexOf('.') + 1));
    }

    @Test
    void ofNexioCarryNoAuthorizationWithoutABearer() {
        assertThat(Samples.nexio("run.failed", "whsec_abc123def456", "base64", null, AT)
                        .headers())
                .doesNotContainKey("Authorization");
    }

    @Test
    void areNewEachTime() {
        SampleDelivery first = Samples.sivi("design.complete");
        SampleDelivery second = Samples.sivi("design.complete");

        assertThat(first.body()).isNotEqualTo(second.body());
    }

    @Test
    void listTheTypesThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.diffio("x", "whsec_YQ==", AT))
                .withMessage("no type 'x'; Diffio knows generation.queued, generation.processing, generation.failed, "
                        + "generation.completed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.sivi("x"))
                .withMessage("no type 'x'; Sivi knows design.pending, design.processing, design.complete, "
                        + "design.completed, design.failed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.nexio("x", "s", "raw", null, AT))
                .withMessage("no type 'x'; Nexio knows run.completed, run.failed, evaluation.completed, "
                        + "evaluation.failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_not base64!"})
    void refuseSecretsThatAreNoKeyWithoutSayingThem(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.diffio("generation.failed", secret, AT))
                .withMessage("the secret is no base64 key after an optional whsec_");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.nexio("run.failed", secret, "base64", null, AT))
                .withMessageNotContaining("not base64!");
    }

    @Test
    void knowThreeReadingsOfASecret() {
        assertThat(NexioKeyReading.named("strip-prefix")).isEqualTo(NexioKeyReading.STRIP_PREFIX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NexioKeyReading.named("hex"))
                .withMessage("no key reading 'hex'; known are raw, strip_prefix, base64");
    }

    @Test
    void printSizesAlone() {
        SampleDelivery sample = Samples.diffio("generation.failed", SvixSigning.freshSecret(), AT);

        assertThat(sample).hasToString("SampleDelivery[5 headers, " + sample.body().length + " bytes]");
    }

    private static JsonNode json(SampleDelivery sample) {
        return Json.read(sample.body());
    }
}
