package dev.anyhook.sivi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.ReadSchedule;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks Sivi how far a job has come.
 *
 * <p>"Get Request Status" (read 2026-11-01) does not say what happens when the id is of no job. We take its 422,
 * "Invalid input", for that. An answer that names no job is taken to be about the one asked for, which is our leniency;
 * one that names it in any other way is about another. Sivi's own programs ask after 5 s, then every 10 to 20 s, 60
 * times at most.
 */
final class SiviJobs implements JobReader {
    private static final String GET_REQUEST_STATUS = "get-request-status";
    private static final int NO_SUCH_JOB = 422;
    private static final ReadSchedule SCHEDULE = new ReadSchedule(Duration.ofSeconds(5), 2, Duration.ofSeconds(20), 60);

    @Override
    public Optional<JobReading> read(String jobId, VendorAccount account) {
        if (jobId.isBlank()) {
            throw new IllegalArgumentException("jobId is blank; Sivi calls it requestId");
        }
        SiviAccount sivi = SiviAccount.of(account);
        VendorAnswer answer =
                sivi.call(GET_REQUEST_STATUS, "GET", query(jobId, sivi)).send(NO_SUCH_JOB);
        if (answer.status() == NO_SUCH_JOB) {
            return Optional.empty();
        }
        int status = SiviAccount.innerStatus(answer);
        if (status == NO_SUCH_JOB) {
            return Optional.empty();
        }
        if (status != 200) {
            throw SiviAccount.refused(GET_REQUEST_STATUS, answer, status);
        }
        return Optional.of(reading(jobId, answer));
    }

    private static String query(String jobId, SiviAccount sivi) {
        var asked = JsonNodeFactory.instance.objectNode().put("requestId", jobId);
        if (sivi.abstractUserId() != null) {
            asked.put("abstractUserId", sivi.abstractUserId());
        }
        String encoded = URLEncoder.encode(asked.toString(), StandardCharsets.UTF_8);
        return "?queryParams=" + encoded.replace("+", "%20");
    }

    private static JobReading reading(String jobId, VendorAnswer answer) {
        SiviEnvelope said = SiviEnvelope.of(answer.body());
        if (said.word() == null) {
            throw answer.unintelligible("no word for the state of the job");
        }
        if (SiviEnvelope.isOfAnother(answer.body(), jobId)) {
            throw answer.unintelligible("the state of another job");
        }
        return said.reading(jobId, answer.body());
    }

    @Override
    public ReadSchedule schedule() {
        return SCHEDULE;
    }
}
