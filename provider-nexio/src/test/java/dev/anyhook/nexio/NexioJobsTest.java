package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.ReadSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading how far a run has come, over HTTP. */
final class NexioJobsTest {
    private static final JobReader JOBS = new NexioWebhooks().jobs().orElseThrow();

    private final Api api = Api.patient();

    @AfterEach
    void close() {
        api.close();
    }

    private Optional<JobReading> read(String id) {
        return JOBS.read(id, api.account());
    }

    private JobReading answered(String body) {
        api.answerNext(200, body);
        return read("r1").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, QUEUED, run.queued",
        "processing, RUNNING, run.processing",
        "completed, SUCCEEDED, run.completed",
        "degraded, DEGRADED, run.completed",
        "failed, FAILED, run.failed"
    })
    void readsARun(String word, JobState state, String type) {
        String id = api.nexio.submit();
        api.nexio.moveTo(id, word);
        JobReading reading =
                JOBS.read(id, api.account().with("job-path", "runs")).orElseThrow();

        assertThat(api.calls()).containsExactly("GET /api/v1/runs/" + id);
        assertThat(reading.eventId()).isEqualTo("job:" + id + ":" + state);
        assertThat(reading.type()).isEqualTo(type);
        assertThat(reading.job().jobId()).isEqualTo(id);
        assertThat(reading.job().state()).isEqualTo(state);
        assertThat(reading.job().vendorState()).isEqualTo(word);
        assertThat(reading.job().error() != null).isEqualTo(word.equals("degraded") || word.equals("failed"));
        assertThat(reading.occurredAt() == null).isEqualTo(word.equals("processing"));
    }

    @Test
    void readsTheSampleOfTheDocumentation() {
        String sample = """
                {"run_id":"990d0fae-dc17-43af-aaed-ff8b580c17ab","status":"queued","environment":"test",\
                "created_at":"2026-04-01T18:19:38.851Z"}""";
        api.answerNext(200, sample);

        assertThat(read("990d0fae-dc17-43af-aaed-ff8b580c17ab"))
                .contains(new JobReading(
                        "job:990d0fae-dc17-43af-aaed-ff8b580c17ab:QUEUED",
                        "run.queued",
                        Instant.parse("2026-04-01T18:19:38.851Z"),
                        JobUpdate.of("990d0fae-dc17-43af-aaed-ff8b580c17ab", JobState.QUEUED, "queued"),
                        Payload.utf8(sample)));
        assertThat(api.calls()).containsExactly("GET /api/v1/jobs/990d0fae-dc17-43af-aaed-ff8b580c17ab");
    }

    @Test
    void readsWhenItEndedAndWhy() {
        JobReading failed = answered("{'run_id':'r1','status':'failed','error':'unreadable','error_details':{'page':3},"
                + "'created_at':'2026-04-01T18:00:00Z','completed_at':'2026-04-01T18:05:00Z'}");
        assertThat(failed.occurredAt()).isEqualTo("2026-04-01T18:05:00Z");
        assertThat(failed.job()).isEqualTo(new JobUpdate("r1", JobState.FAILED, "failed", List.of(), "unreadable"));

        JobReading degraded = answered(
                "{'run_id':'r1','status':'degraded','output':{'degradation_reason':'late'},'created_at':'2026-04-01T18:00:00Z'}");
        assertThat(degraded.occurredAt()).isNull();
        assertThat(degraded.job().error()).isEqualTo("late");
    }

    @Test
    void keepsAWordThatItDoesNotKnow() {
        String id = api.nexio.submit();
        api.nexio.readsAs(id, "paused");

        assertThat(read(id).orElseThrow().job()).isEqualTo(JobUpdate.of(id, JobState.UNKNOWN, "paused"));
        assertThat(answered("{'run_id':'r1','status':3}").job()).isEqualTo(JobUpdate.of("r1", JobState.UNKNOWN, "3"));
    }

    @Test
    void givesEachWordThatItDoesNotKnowAnIdOfItsOwn() {
        assertThat(answered("{'run_id':'r1','status':'paused'}").eventId()).isEqualTo("job:r1:UNKNOWN:paused");
        assertThat(answered("{'run_id':'r1','status':'cancelled'}").eventId()).isEqualTo("job:r1:UNKNOWN:cancelled");
    }

    @Test
    void callsARunWhatNexioCallsIt() {
        api.answerNext(200, "{'run_id':'99be0fae','status':'completed'}");
        JobReading reading = read("99BE0FAE").orElseThrow();

        assertThat(reading.job().jobId()).isEqualTo("99be0fae");
        assertThat(reading.eventId()).isEqualTo("job:99be0fae:SUCCEEDED");
    }

    @Test
    void isEmptyForARunThatNobodyKnows() {
        assertThat(read("no-such-run")).isEmpty();
        api.answerNext(404, "{'error':{'code':'not_found','message':'no run','details':[]}}");
        assertThat(read("no-such-run")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{'run_id':'r2','status':'completed'}|another run",
                "200|{'run_id':'another run','status':'completed'}|another run",
                "200|{'run_id':'r1\\n','status':'completed'}|another run",
                "200|{'run_id':7,'status':'completed'}|another run",
                "200|{'run_id':['r1'],'status':'completed'}|another run",
                "200|{'run_id':'','status':'completed'}|another run",
                "200|{'status':'failed'}|no run_id",
                "200|{'run_id':null,'status':'failed'}|no run_id",
                "200|{'run_id':'r1'}|no status",
                "200|{'run_id':'r1','status':''}|no status",
                "200|{'run_id':'r1','status':null}|no status",
                "200|[]|not a JSON object",
                "200|<html>|not a JSON object",
                "404|<html>|not a JSON object"
            })
    void saysThatAnAnswerIsNotWhatItAskedFor(int status, String body, String why) {
        api.answerNext(status, body);
        WebhookException failure = api.failure(() -> read("r1"));

        assertThat(failure).hasMessageContaining(why);
        assertThat(failure.httpStatus()).hasValue(status);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void keepsAnIdInsideItsPath() {
        assertThat(read("../webhooks?a=b c")).isEmpty();
        assertThat(api.calls()).containsExactly("GET /api/v1/jobs/..%2Fwebhooks%3Fa%3Db%20c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void refusesIdsThatNameNothing(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(id)).withMessageContaining("jobId");
        assertThat(api.nexio.calls()).isEmpty();
    }

    @Test
    void asksAsOftenAsNexioLikes() {
        ReadSchedule schedule = JOBS.schedule();

        assertThat(schedule).isEqualTo(new ReadSchedule(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), 60));
        assertThat(schedule.pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(schedule.pauseAfter(2)).isEqualTo(Duration.ofSeconds(3));
        assertThat(schedule.pauseAfter(60)).isEqualTo(Duration.ofSeconds(30));
    }
}
