package dev.anyhook.diffio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.List;
import java.util.Optional;

/**
 * Reads how far a generation has come. The operation only reads, though like all of Diffio's it is a POST.
 *
 * <p>Diffio's SDKs ask every two seconds and give up after ten minutes; so does the schedule. The progress API names no
 * instant and no event: a reading's id is {@code job:<generationId>:<our state>}, and Diffio's word behind a state
 * that we do not know. No delivery's {@code svix-id} is such an id, so one outcome that is both read and received gives
 * two ids. Source: Diffio, "Get generation progress", and the source of diffio-python, read 2026-11-01.
 */
final class DiffioJobs implements JobReader {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final ReadSchedule SCHEDULE = new ReadSchedule(PAUSE, 1, PAUSE, 300);
    private static final String GENERATION = "generationId";
    private static final String STATUS = "status";
    private static final String ERROR = "error";
    private static final JsonFields FIELDS = JsonFields.of(GENERATION, STATUS, ERROR);

    @Override
    public Optional<JobReading> read(String jobId, VendorAccount account) {
        if (jobId.isBlank()) {
            throw new IllegalArgumentException("jobId must be the id of a generation; it is blank");
        }
        VendorAnswer answer = DiffioAccount.of(account)
                .api()
                .call("read job", "POST", "/get_generation_progress")
                .json(JsonNodeFactory.instance.objectNode().put(GENERATION, jobId))
                .repeatable()
                .hint(401, "check the API key")
                .hint(403, "the API key must be active and allowed to read generations")
                .send(404);
        JsonValues said = FIELDS.read(answer.body());
        if (answer.status() == 404) {
            if (said.text(ERROR) == null && !said.hasObject(ERROR)) {
                throw answer.unintelligible("an error that is not Diffio's; check the API base");
            }
            return Optional.empty();
        }
        String word = said.prose(STATUS);
        if (!jobId.equals(said.text(GENERATION)) || word == null) {
            throw answer.unintelligible("no state of the generation asked for; check the API base");
        }
        JobState state = DiffioStates.of(word);
        var job = new JobUpdate(jobId, state, word, List.of(), said.prose(ERROR));
        String eventId = "job:" + jobId + ":" + state + (state == JobState.UNKNOWN ? ":" + word : "");
        return Optional.of(new JobReading(eventId, DiffioStates.eventType(state), null, job, answer.body()));
    }

    @Override
    public ReadSchedule schedule() {
        return SCHEDULE;
    }
}
