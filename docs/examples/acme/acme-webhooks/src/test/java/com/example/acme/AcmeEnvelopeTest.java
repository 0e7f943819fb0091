package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.WebhookEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract cannot know: what Acme's bodies say. */
class AcmeEnvelopeTest {
    @Test
    void readsWhatAcmeSays() {
        WebhookEvent event = AcmeEnvelope.read(AcmeContractTest.GENUINE);

        assertThat(event.id()).isEqualTo("evt_1");
        assertThat(event.type()).isEqualTo("transcript.finished");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
        assertThat(event.job())
                .isEqualTo(new JobUpdate(
                        "tr_42",
                        JobState.SUCCEEDED,
                        "done",
                        List.of(URI.create("https://files.acme.example/tr_42.txt")),
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "waiting,QUEUED",
        "working,RUNNING",
        "done,SUCCEEDED",
        "partial,DEGRADED",
        "error,FAILED",
        "Done,UNKNOWN"
    })
    void mapsWordsAndKeepsThem(String word, JobState state) {
        JobUpdate job = read("{\"transcript\":{\"id\":\"tr_1\",\"status\":\"" + word + "\"}}")
                .job();

        assertThat(job).isEqualTo(JobUpdate.of("tr_1", state, word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":7", "no JSON at all"})
    void whatIsGenuineButUnreadableIsStillAnEvent(String body) {
        WebhookEvent event = read(body);

        assertThat(event.type()).isEqualTo(WebhookEvent.UNKNOWN_TYPE);
        assertThat(event.id()).startsWith("body:");
        assertThat(event.job()).isNull();
    }

    private static WebhookEvent read(String body) {
        return AcmeEnvelope.read(AcmeContractTest.GENUINE.withBody(Payload.utf8(body)));
    }
}
