package dev.anyhook.nexio;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import dev.anyhook.spi.ReadSchedule;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far a run has come, which Nexio calls the canonical way to recover what webhooks did not bring.
 *
 * <p>The answer does not name the event that announces the same, so a reading's id is {@code job:<run_id>:<our state>},
 * and Nexio's word behind a state that we do not know. No delivery has such an id: one outcome that is both read and
 * received gives two ids, but one job, which is called what Nexio calls it, however it was asked for. {@code run_id} is
 * among the fields that are always there, so an answer without it tells of no run: a gateway may have a status, too.
 *
 * <p>Nexio wants pauses of 2 seconds at first, each 1.5 times the last, 30 seconds at most; it sets no end, sixty
 * readings are ours. Sources: Nexio, "Get job status" and "Get run status", read 2026-11-01.
 */
final class NexioJobs implements JobReader {
    private static final ReadSchedule SCHEDULE =
            new ReadSchedule(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), 60);
    private static final String RUN_ID = "run_id";
    private static final String STATUS = "status";
    private static final String CREATED = "created_at";
    private static final String COMPLETED = "completed_at";
    private static final String ERROR = "error";
    private static final String DEGRADATION = "output.degradation_reason";
    private static final JsonFields FIELDS = JsonFields.of(RUN_ID, STATUS, CREATED, COMPLETED, ERROR, DEGRADATION);

    @Override
    public Optional<JobReading> read(String jobId, VendorAccount account) {
        NexioAccount nexio = NexioAccount.of(account);
        String path = "/" + nexio.jobPath() + "/" + NexioAccount.segment("jobId", jobId);
        VendorAnswer answer = nexio.call("read job", "GET", path).repeatable().send(404);
        JsonValues said = FIELDS.read(answer.body());
        if (!said.readable()) {
            throw answer.unintelligible("something that is not a JSON object; is the API base right?");
        }
        if (answer.status() == 404) {
            return Optional.empty();
        }
        String word = NexioEnvelope.word(said, STATUS);
        if (word == null || word.isBlank()) {
            throw answer.unintelligible("no " + STATUS + " of the run; is the API base right?");
        }
        if (!said.has(RUN_ID)) {
            throw answer.unintelligible("no " + RUN_ID + "; is the API base right?");
        }
        String runId = said.text(RUN_ID);
        if (runId == null || !runId.equalsIgnoreCase(jobId)) {
            throw answer.unintelligible("the state of another run");
        }
        return Optional.of(reading(runId, word, said, answer));
    }

    private static JobReading reading(String runId, String word, JsonValues said, VendorAnswer answer) {
        JobState state = NexioStates.of(word);
        var job = new JobUpdate(runId, state, word, List.of(), NexioEnvelope.error(said, ERROR, DEGRADATION));
        return new JobReading(
                "job:" + runId + ":" + state + (state == JobState.UNKNOWN ? ":" + word : ""),
                NexioStates.eventType(state, word),
                reached(state, said),
                job,
                answer.body());
    }

    private static @Nullable Instant reached(JobState state, JsonValues said) {
        if (state.isTerminal()) {
            return said.instant(COMPLETED);
        }
        return state == JobState.QUEUED ? said.instant(CREATED) : null;
    }

    @Override
    public ReadSchedule schedule() {
        return SCHEDULE;
    }
}
