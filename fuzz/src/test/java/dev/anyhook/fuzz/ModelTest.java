package dev.anyhook.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The models are judged by the simulators, which share no code with them. */
class ModelTest {
    private final SignedModel diffio = Targets.standardWebhooksModel("svix-");
    private final SignedModel nexio = Targets.timestampedModel("X-Nexio-Signature");

    @Test
    void believesWhatTheSimulatorsSign() {
        assertThat(diffio.keys())
                .allSatisfy(
                        key -> assertThat(diffio.believes(sentByDiffio(key))).isTrue());
        assertThat(nexio.keys())
                .allSatisfy(key -> assertThat(nexio.believes(sentByNexio(key))).isTrue());
    }

    @Test
    void believesNothingElse() {
        RawDelivery genuine = sentByDiffio(diffio.keys().get(0));

        assertThat(diffio.believes(genuine.withBody(Payload.utf8("{}")))).isFalse();
        assertThat(diffio.believes(genuine.withReceivedAt(Letter.NOW.plusSeconds(301))))
                .isFalse();
        assertThat(diffio.believes(genuine.withReceivedAt(Letter.NOW.minusSeconds(301))))
                .isFalse();
        assertThat(diffio.believes(genuine.withReceivedAt(Letter.NOW.minusSeconds(300))))
                .isTrue();
        assertThat(nexio.believes(genuine)).isFalse();
    }

    @Test
    void believesWhatGitHubPublishedAsAnExample() {
        var key = BodyOnlyModel.key("It's a Secret to Everybody");
        var gitHub = new BodyOnlyModel("X-Hub-Signature-256", List.of(key), key);
        String published = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        RawDelivery genuine = new RawDelivery(
                "live",
                URI.create("/webhooks/live"),
                HttpHeaders.of(Map.of("X-Hub-Signature-256", List.of(published)), (name, value) -> true),
                Payload.utf8("Hello, World!"),
                Letter.NOW);

        assertThat(gitHub.believes(genuine)).isTrue();
        assertThat(gitHub.believes(genuine.withBody(Payload.utf8("Hello, World?"))))
                .isFalse();
    }

    @Test
    void aSenderSignsWhatALetterSays() {
        byte[] input = "svix-id: m\nsvix-timestamp: <now>\nsvix-signature: v1,<sig:old>\n\n<*3:x>"
                .getBytes(StandardCharsets.UTF_8);
        Letter letter = Letter.parse(input);

        RawDelivery delivery =
                letter.spelledOut(word -> diffio.word(word, letter)).delivery();

        assertThat(delivery.body()).isEqualTo(Payload.utf8("xxx"));
        assertThat(diffio.believes(delivery)).isTrue();
    }

    private static RawDelivery sentByDiffio(Key key) {
        return sent(Samples.diffio("generation.completed", key.secret().reveal(), Letter.NOW));
    }

    private static RawDelivery sentByNexio(Key key) {
        return sent(Samples.nexio("run.completed", key.secret().reveal(), "raw", null, Letter.NOW));
    }

    private static RawDelivery sent(SampleDelivery sample) {
        Map<String, List<String>> headers = new HashMap<>();
        sample.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new RawDelivery(
                "live",
                URI.create("/webhooks/live"),
                HttpHeaders.of(headers, (name, value) -> true),
                Payload.copyOf(sample.body()),
                Letter.NOW);
    }
}
