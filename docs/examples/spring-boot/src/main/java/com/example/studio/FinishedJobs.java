package com.example.studio;

import dev.anyhook.JobUpdate;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Handling;
import java.sql.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Which jobs have ended, and how. */
@Component
class FinishedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedJobs.class);

    /** In the transaction that settles the event, so that a job is written down once, whatever crashes when; it may be logged twice. */
    void write(WebhookEvent event, Handling handling) {
        JobUpdate job = event.job();
        if (job == null || !job.state().isTerminal()) {
            return;
        }
        Connection settling = handling.resource(Connection.class).orElseThrow();
        new JdbcTemplate(new SingleConnectionDataSource(settling, true))
                .update(
                        "INSERT INTO finished_job (endpoint, job_id, state) VALUES (?, ?, ?)",
                        event.endpoint(),
                        job.jobId(),
                        job.state().name());
        LOG.info("{}: job {} has ended, {}", event.endpoint(), job.jobId(), job.state());
    }
}
