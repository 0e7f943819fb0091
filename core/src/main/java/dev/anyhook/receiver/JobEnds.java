package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first believable end of each job, as far as remembered. Not thread-safe. */
final class JobEnds {
    private static final Logger LOG = LoggerFactory.getLogger(InMemoryInbox.class);

    private final Remembered<JobKey, JobState> first;

    JobEnds(int remembered) {
        this.first = new Remembered<>(remembered);
    }

    /** Takes the place of the job's end for {@code event} if it tells of one; true when it was taken before. */
    boolean isRepeated(WebhookEvent event) {
        JobUpdate job = event.job();
        if (job == null || !job.state().isTerminal()) {
            return false;
        }
        JobKey key = JobKey.of(event, job);
        JobState end = first.get(key);
        if (end == null) {
            first.put(key, job.state());
            return false;
        }
        if (end != job.state()) {
            LOG.warn(
                    "endpoint {}: job {} ended {} and now {}; the first counts",
                    event.endpoint(),
                    LogText.of(job.jobId()),
                    end,
                    job.state());
        }
        return true;
    }

    /** Whether {@code event} tells of a job's earlier state although its end is known. */
    boolean isLate(WebhookEvent event) {
        JobUpdate job = event.job();
        return job != null && !job.state().isTerminal() && first.get(JobKey.of(event, job)) != null;
    }

    private record JobKey(String endpoint, String jobId) {
        static JobKey of(WebhookEvent event, JobUpdate job) {
            return new JobKey(event.endpoint(), EventKey.bounded(job.jobId()));
        }
    }
}
