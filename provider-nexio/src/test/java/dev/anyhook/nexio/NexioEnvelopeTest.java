package dev.anyhook.nexio;

import static dev.anyhook.nexio.Fixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From genuine bytes to the event. */
final class NexioEnvelopeTest {
    private static final String RUN = "990d0fae-dc17-43af-aaed-ff8b580c17ab";

    private static String envelope(String type, String run) {
        return """
                {"id":"evt_123","type":"%s","webhook_version":"2026-03-22",\
                "created_at":"2026-03-22T12:00:00.250Z","environment":"live","data":{"run":{%s}}}""".formatted(type, run);
    }

    private static JobUpdate job(String type, String run) {
        return event(envelope(type, run)).job();
    }

    @Test
    void readsACompletedRun() {
        String body = envelope("run.completed", """
                "run_id":"%s","status":"completed","engine_version":"1.4","output":{"gaps":[{"run_id":"no"}]}""".formatted(RUN));

        assertThat(event(body))
                .isEqualTo(new WebhookEvent(
                        NexioWebhooks.ID,
                        "nexio",
                        "evt_123",
                        "run.completed",
                        Instant.parse("2026-03-22T12:00:00.250Z"),
                        JobUpdate.of(RUN, JobState.SUCCEEDED, "completed"),
                        Payload.utf8(body)));
    }

    @Test
    void readsAFailedRun() {
        String run = """
                "run_id":"r1","status":"failed","error":"The documents could not be read.","error_details":{"page":3}""";

        assertThat(job("run.failed", run))
                .isEqualTo(
                        new JobUpdate("r1", JobState.FAILED, "failed", List.of(), "The documents could not be read."));
    }

    @Test
    void readsADegradedRunWithItsReason() {
        String run = """
                "run_id":"r1","status":"degraded","output":{"degradation_reason":"A source was late.","x":1}""";

        assertThat(job("run.completed", run))
                .isEqualTo(new JobUpdate("r1", JobState.DEGRADED, "degraded", List.of(), "A source was late."));
    }

    @ParameterizedTest
    @CsvSource({
        "run.completed, SUCCEEDED",
        "evaluation.completed, SUCCEEDED",
        "run.failed, FAILED",
        "evaluation.failed, FAILED",
        "run.started, UNKNOWN",
        "job.completed, UNKNOWN",
        "Run.Completed, UNKNOWN"
    })
    void takesTheTypeForTheStateWhenThereIsNone(String type, JobState state) {
        assertThat(event(envelope(type, "\"run_id\":\"r1\"")).type()).isEqualTo(type);
        for (String run : List.of(
                "\"run_id\":\"r1\"",
                "\"run_id\":\"r1\",\"status\":null",
                "\"status\":\" \",\"run_id\":\"r1\"",
                "\"run_id\":\"r1\",\"status\":{\"status\":\"queued\"}",
                "\"run_id\":\"r1\",\"status\":[\"queued\"]")) {
            assertThat(job(type, run)).isEqualTo(JobUpdate.of("r1", state, type));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run.completed, failed, FAILED",
        "run.failed, completed, SUCCEEDED",
        "run.completed, queued, QUEUED",
        "evaluation.completed, processing, RUNNING",
        "evaluation.failed, degraded, DEGRADED",
        "run.failed, cancelled, UNKNOWN",
        "run.completed, COMPLETED, UNKNOWN"
    })
    void believesTheStateRatherThanTheType(String type, String word, JobState state) {
        assertThat(job(type, "\"run_id\":\"r1\",\"status\":\"" + word + "\""))
                .isEqualTo(JobUpdate.of("r1", state, word));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "true, true", "'\"a\\u0000b\"', a b"})
    void keepsAStateThatIsNoWordAsUnknown(String json, String kept) {
        assertThat(job("run.completed", "\"run_id\":\"r1\",\"status\":" + json))
                .isEqualTo(JobUpdate.of("r1", JobState.UNKNOWN, kept));
    }

    @Test
    void looksForAnotherNameOfTheRunOnlyWithoutTheDocumentedOne() {
        assertThat(job("run.completed", "\"id\":\"r2\"").jobId()).isEqualTo("r2");
        assertThat(job("run.completed", "\"id\":\"r2\",\"run_id\":\"r1\"").jobId())
                .isEqualTo("r1");
        assertThat(job("run.completed", "\"id\":\"r2\",\"run_id\":\" \"").jobId())
                .isEqualTo("r2");
        assertThat(job("run.completed", "\"id\":\" \"")).isNull();
        assertThat(job("run.completed", "\"run_id\":7")).isNull();
        assertThat(event("{\"id\":\"e\",\"type\":\"run.completed\",\"data\":{\"run_id\":\"r1\"}}")
                        .job())
                .isNull();
    }

    @Test
    void readsTheSampleOfTheDocumentation() {
        String sample = "{\"id\":\"evt_123\",\"type\":\"evaluation.completed\",\"webhook_version\":\"2026-03-22\"}";
        WebhookEvent event = event(sample);

        assertThat(event.id()).isEqualTo("evt_123");
        assertThat(event.type()).isEqualTo("evaluation.completed");
        assertThat(event.occurredAt()).isNull();
        assertThat(event.job()).isNull();
    }

    @Test
    void namesTheEventByWhatIsSignedAlone() {
        var delivered = Fixture.with(Fixture.signed(Fixture.BODY), "X-Nexio-Delivery", "d-1");
        var again = Fixture.with(delivered, "X-Nexio-Delivery", "d-2");

        assertThat(Fixture.verdict(again)).isEqualTo(Fixture.verdict(delivered));
        assertThat(event(Fixture.BODY).id()).isEqualTo("evt_123");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'run.completed'}",
                "{'type':'run.completed','id':''}",
                "{'type':'run.completed','id':'  '}",
                "{'type':'run.completed','id':7}",
                "{'type':'run.completed','id':null}",
                "{'type':'run.completed','id':{'id':'x'}}",
                "{'type':'run.completed','id':'a\\u0000b'}"
            })
    void namesTheEventByItsBytesWithoutAnId(String quoted) {
        String body = quoted.replace('\'', '"');

        assertThat(event(body).id()).isEqualTo(Digests.ofBody(Payload.utf8(body)));
        assertThat(event(body).type()).isEqualTo("run.completed");
        assertThat(event(body + " ").id()).isNotEqualTo(event(body).id());
    }

    @Test
    void namesTheEventByItsBytesWhenTheIdHasNoEnd() {
        String longest = "{\"id\":\"" + "x".repeat(256) + "\"}";
        String longer = "{\"id\":\"" + "x".repeat(257) + "\"}";

        assertThat(event(longest).id()).isEqualTo("x".repeat(256));
        assertThat(event(longer).id()).isEqualTo(Digests.ofBody(Payload.utf8(longer)));
    }

    @Test
    void leavesOutWhatItCannotRead() {
        WebhookEvent event = event("{\"id\":\"evt_1\",\"type\":[\"run.completed\"],\"created_at\":\"yesterday\","
                + "\"data\":[{\"run\":{\"run_id\":\"r1\"}}]}");

        assertThat(event.id()).isEqualTo("evt_1");
        assertThat(event.type()).isEqualTo(WebhookEvent.UNKNOWN_TYPE);
        assertThat(event.occurredAt()).isNull();
        assertThat(event.job()).isNull();
    }

    @Test
    void readsInstantsWithAnyOffset() {
        assertThat(event("{\"created_at\":\"2026-03-22T14:00:00+02:00\"}").occurredAt())
                .isEqualTo(Instant.parse("2026-03-22T12:00:00Z"));
    }
}
