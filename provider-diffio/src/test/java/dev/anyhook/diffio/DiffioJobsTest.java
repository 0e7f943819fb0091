package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.ReadSchedule;
import dev.anyhook.spi.VendorAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading how far a generation has come, over HTTP. */
class DiffioJobsTest {
    private final Api api = Api.patient();
    private final JobReader jobs = new DiffioWebhooks().jobs().orElseThrow();

    @AfterEach
    void close() {
        api.close();
    }

    private Optional<JobReading> read(String job) {
        return jobs.read(job, api.account());
    }

    private WebhookException failure() {
        return api.failure(() -> read("gen_1"));
    }

    @ParameterizedTest
    @CsvSource({
        "queued,     QUEUED,    generation.queued",
        "processing, RUNNING,   generation.processing",
        "complete,   SUCCEEDED, generation.completed",
        "error,      FAILED,    generation.failed",
        "paused,     UNKNOWN,   unknown",
        "Complete,   UNKNOWN,   unknown",
        "'',         UNKNOWN,   unknown",
    })
    void readsEachState(String word, JobState state, String type) {
        String job = api.diffio.submit();
        api.diffio.readsAs(job, word);

        JobReading reading = read(job).orElseThrow();

        assertThat(reading.job()).isEqualTo(JobUpdate.of(job, state, word));
        assertThat(reading.type()).isEqualTo(type);
        assertThat(reading.eventId())
                .isEqualTo("job:" + job + ":" + (state == JobState.UNKNOWN ? "UNKNOWN:" + word : state));
        assertThat(reading.occurredAt()).isNull();
    }

    @Test
    void readsTheProgressApisOwnWordForAFailureAndItsReason() {
        String job = api.diffio.submit();
        api.diffio.moveTo(job, "failed");

        assertThat(read(job).orElseThrow().job())
                .isEqualTo(new JobUpdate(job, JobState.FAILED, "failed", List.of(), "The audio could not be decoded."));
    }

    @Test
    void asksAsDocumentedAndKeepsTheAnswer() {
        String answer = "{\"stage\":{\"status\":\"complete\"}, \"generationId\":\"gen_1\", \"status\":\"processing\"}";
        api.diffio.failNext(200, Api.JSON, answer);

        JobReading reading = read("gen_1").orElseThrow();

        assertThat(reading.payload()).isEqualTo(Payload.utf8(answer));
        assertThat(reading.job().state()).isEqualTo(JobState.RUNNING);
        assertThat(api.lastCall().method()).isEqualTo("POST");
        assertThat(api.lastCall().path()).isEqualTo("/v1/get_generation_progress");
        assertThat(api.lastCall().body()).isEqualTo(Api.json("{'generationId':'gen_1'}"));
    }

    @Test
    void needsNoMode() {
        String job = api.diffio.submit();
        var account = api.account();
        var bare = new VendorAccount(account.apiKey(), account.api(), Map.of(), account.transport());

        assertThat(jobs.read(job, bare)).isPresent();
    }

    @Test
    void isEmptyForAGenerationThatDiffioDoesNotKnow() {
        assertThat(read("gen_none")).isEmpty();

        api.diffio.failNext(404, Api.JSON, "{\"error\":{\"code\":\"x\",\"message\":\"Generation not found.\"}}");
        assertThat(read("gen_none")).isEmpty();
        assertThat(api.diffio.calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>404 page not found</html>", "{}", "[]", "{\"message\":\"no route\"}"})
    void doesNotTakeAnyOther404ForAnAnswerAboutTheGeneration(String body) {
        api.diffio.failNext(404, Api.JSON, body);

        assertThat(failure()).hasMessageContaining("check the API base");
    }

    @Test
    void refusesABlankJobBeforeAnyCall() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(" ")).withMessageContaining("jobId");
        assertThat(api.diffio.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void asksAgainWhenTheWorldFails(int status) {
        String job = api.diffio.submit();
        api.diffio.failNext(status);
        api.diffio.failNext(status);

        assertThat(read(job)).isPresent();
        assertThat(api.diffio.calls()).hasSize(3);
        assertThat(api.transport.pauses()).hasSize(2);
    }

    @Test
    void waitsAsLongAsDiffioAsks() {
        String job = api.diffio.submit();
        api.diffio.failNext(429, Map.of("Retry-After", "9"), "{\"error\":\"Slow down.\"}");

        assertThat(read(job)).isPresent();
        assertThat(api.transport.pauses()).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void doesNotAskAgainWhenDiffioDoesNotSayHowLongToWait() {
        api.diffio.failNext(429);

        assertThat(failure().retryable()).isTrue();
        assertThat(api.diffio.calls()).hasSize(1);
    }

    @Test
    void asksAgainWhenAnAnswerIsLost() {
        String job = api.diffio.submit();
        api.diffio.loseNextAnswer();

        assertThat(read(job)).isPresent();
    }

    @Test
    void givesUpAfterThreeTries() {
        for (int i = 0; i < 3; i++) {
            api.diffio.failNext(503);
        }

        WebhookException failure = failure();

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.httpStatus()).hasValue(503);
        assertThat(failure.operation()).isEqualTo("read job");
        assertThat(api.diffio.calls()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "401, check the API key", "403, allowed to read generations", "405, 405"})
    void doesNotAskAgainWhatWasRefused(int status, String advice) {
        api.diffio.failNext(status);

        WebhookException failure = failure();

        assertThat(failure).hasMessageContaining(advice);
        assertThat(failure.retryable()).isFalse();
        assertThat(api.diffio.calls()).hasSize(1);
    }

    @Test
    void givesUpOnASilentVendorInTime() {
        try (Api silent = Api.impatient()) {
            for (int i = 0; i < 3; i++) {
                silent.diffio.hangNext();
            }

            WebhookException failure = silent.failure(() -> jobs.read("gen_1", silent.account()));

            assertThat(failure).hasMessageContaining("no whole answer within");
            assertThat(failure.retryable()).isTrue();
            assertThat(silent.diffio.calls()).hasSize(3);
        }
    }

    @Test
    void saysSoWhenNobodyListens() {
        api.close();

        assertThat(failure()).hasMessageContaining("no answer from the vendor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"generationId\":\"gen_1\"}",
                "{\"generationId\":\"gen_1\",\"status\":null}",
                "{\"generationId\":\"gen_1\",\"status\":{\"a\":1}}",
                "{\"generationId\":\"gen_2\",\"status\":\"complete\"}",
                "{\"status\":\"complete\"}",
                "<html>"
            })
    void doesNotTakeAnyOtherAnswerForAState(String body) {
        api.diffio.failNext(200, Api.JSON, body);

        assertThat(failure()).hasMessageContaining("no state of the generation asked for");
    }

    @Test
    void asksEveryTwoSecondsForTenMinutes() {
        ReadSchedule schedule = jobs.schedule();

        assertThat(schedule.pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(schedule.pauseAfter(299)).isEqualTo(Duration.ofSeconds(2));
        assertThat(schedule.readings()).isEqualTo(300);
    }
}
