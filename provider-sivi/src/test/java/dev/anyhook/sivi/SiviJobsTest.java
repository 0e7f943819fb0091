package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.Secret;
import dev.anyhook.WebhookEvent;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.ReadSchedule;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.Listener;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking Sivi how far a job has come, over real HTTP. */
final class SiviJobsTest {
    private final SiviSimulator sivi = SiviSimulator.start();
    private final JobReader jobs = new SiviWebhooks().jobs().orElseThrow();

    @AfterEach
    void close() {
        sivi.close();
    }

    private VendorAccount account() {
        return VendorAccount.of(Secret.of(sivi.apiKey())).at(sivi.api());
    }

    private void answer(String body) {
        sivi.failNext(200, Map.of(), body);
    }

    private JobReading reading(String jobId) {
        return jobs.read(jobId, account()).orElseThrow();
    }

    @Test
    void readsTheSampleOfThePageAndKeepsItsBytes() {
        answer(Samples.FAILED);

        assertThat(reading(Samples.JOB))
                .isEqualTo(new JobReading(
                        Digests.ofFields(Samples.JOB, "FAILED", null),
                        "design.failed",
                        null,
                        new JobUpdate(Samples.JOB, JobState.FAILED, "failed", List.of(), "Image url invalid"),
                        Payload.utf8(Samples.FAILED)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pending", "processing", "complete", "completed", "failed", "error", "suspended", "resting"})
    void tellsTheSameEventAsTheCallbackThatSaysTheSame(String word) {
        for (String progress : new String[] {"", ",\"progress\":45"}) {
            String body = Samples.wrapped("\"status\":\"" + word + "\",\"requestId\":\"r1\"" + progress);
            answer(body);
            JobReading reading = reading("r1");
            WebhookEvent callback = Arrivals.claim(body);

            assertThat(reading.eventId()).isEqualTo(callback.id());
            assertThat(reading.type()).isEqualTo(callback.type());
            assertThat(reading.job()).isEqualTo(callback.job());
            assertThat(reading.occurredAt()).isEqualTo(callback.occurredAt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "complete", "completed", "failed", "error", "suspended"})
    void confirmsWhatTheSimulatorDelivers(String word) throws InterruptedException {
        for (boolean flat : new boolean[] {false, true}) {
            try (var listener = Listener.start("sivi", () -> Instant.EPOCH)) {
                register(listener);
                sivi.flatBodies(flat);
                String job = sivi.submit();
                sivi.moveTo(job, word);
                WebhookEvent callback = Arrivals.claim(listener.next().body());

                JobReading reading = reading(job);
                assertThat(callback.type()).isEqualTo(reading.type()).isEqualTo("design." + word);
                assertThat(reading.job().state()).isEqualTo(SiviStates.of(word));
                if (callback.job() != null) {
                    assertThat(callback.id()).isEqualTo(reading.eventId());
                    assertThat(callback.job()).isEqualTo(reading.job());
                }
            }
        }
    }

    private void register(Listener listener) {
        var request =
                EndpointRequest.to(listener.origin().resolve("/webhooks/sivi")).withUrlToken(Arrivals.TOKEN);
        new SiviWebhooks().configure(request, account());
        sivi.deliverVia(listener.origin());
    }

    @Test
    void asksAsThePageSays() {
        answer(Samples.PENDING);
        reading(Samples.JOB);

        assertThat(sivi.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.path()).endsWith("/general/get-request-status");
            assertThat(call.query()).isEqualTo("queryParams=%7B%22requestId%22%3A%22sbhMkIZKCPp%22%7D");
            assertThat(call.headerNames()).contains("sivi-api-key").doesNotContain("authorization");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "a&b=c", "a\"b", "a\\b", "a/../b", "%41", "\u00fc\u4e2d\ud83d\ude00"})
    void asksForAnyIdAsItIs(String jobId) throws IOException {
        sivi.failNext(422);
        jobs.read(jobId, account());

        assertThat(asked())
                .hasToString(new JsonMapper()
                        .createObjectNode()
                        .put("requestId", jobId)
                        .toString());
    }

    @Test
    void asksForTheJobsOfAnEndUser() throws IOException {
        sivi.failNext(422);
        jobs.read("r1", account().with("plan", "enterprise").with("abstract-user-id", "u1"));

        assertThat(asked()).hasToString("{\"requestId\":\"r1\",\"abstractUserId\":\"u1\"}");
        assertThat(sivi.calls().get(0).path()).endsWith("/enterprise/get-request-status");
    }

    private JsonNode asked() throws IOException {
        String query = sivi.calls().get(0).query();
        assertThat(query).startsWith("queryParams=").doesNotContain("+", "&");
        String json = URLDecoder.decode(query.substring("queryParams=".length()), StandardCharsets.UTF_8);
        return new JsonMapper().readTree(json);
    }

    @Test
    void knowsNoJobThatSiviDoesNot() {
        assertThat(jobs.read("no-such-job", account())).isEmpty();
    }

    @Test
    void takesAnInvalidInputInsideForNoSuchJob() {
        answer("{\"status\":422,\"body\":{\"message\":\"Invalid input\"}}");

        assertThat(jobs.read("r1", account())).isEmpty();
    }

    @Test
    void readsWhatTheApiSaysWhateverItsEventsSay() {
        String job = sivi.submit();
        sivi.readsAs(job, "resting");

        assertThat(reading(job).job().state()).isEqualTo(JobState.UNKNOWN);
        assertThat(reading(job).job().vendorState()).isEqualTo("resting");
    }

    @Test
    void takesAnAnswerWithoutAnIdForTheJobItAskedFor() {
        answer(Samples.wrapped("\"status\":\"complete\""));

        assertThat(reading("r1").job()).isEqualTo(JobUpdate.of("r1", JobState.SUCCEEDED, "complete"));

        answer(Samples.wrapped("\"status\":\"complete\",\"requestId\":null"));

        assertThat(reading("r1").job()).isEqualTo(JobUpdate.of("r1", JobState.SUCCEEDED, "complete"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r1", "a b", "\u00fc\u4e2d\ud83d\ude00"})
    void takesAnAnswerThatNamesTheJobInsideOrBesideItsBody(String jobId) {
        String id = "\"requestId\":\"" + jobId + "\"";
        for (String body : List.of(
                Samples.wrapped("\"status\":\"complete\"," + id),
                "{\"status\":200," + id + ",\"body\":{\"status\":\"complete\"}}",
                "{\"status\":200," + id + ",\"body\":{\"status\":\"complete\"," + id + "}}")) {
            answer(body);

            assertThat(reading(jobId).job()).isEqualTo(JobUpdate.of(jobId, JobState.SUCCEEDED, "complete"));
        }
    }

    @Test
    void asksAtThePaceOfSivisOwnPrograms() {
        ReadSchedule schedule = jobs.schedule();

        assertThat(schedule.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(schedule.pauseAfter(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.pauseAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(schedule.pauseAfter(60)).isEqualTo(Duration.ofSeconds(20));
        assertThat(schedule.readings()).isEqualTo(60);
    }
}
