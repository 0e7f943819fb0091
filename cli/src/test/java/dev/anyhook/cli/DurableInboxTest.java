package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.cli.config.InboxConfig;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.receiver.IncomingEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration says of an inbox is what becomes of it. */
class DurableInboxTest {
    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2"})
    void handsOutEventsOfAJobOneAtATimeIfThatIsWanted(boolean ordered, int handedOut) {
        var config = new InboxConfig.Sqlite(directory.resolve("inbox.db"), ordered);
        try (JdbcInbox inbox = DurableInbox.open(config, InstantSource.fixed(NOON))) {
            inbox.append(progress("a")).toCompletableFuture().join();
            inbox.append(progress("b")).toCompletableFuture().join();

            assertThat(inbox.claim(10, 10, NOON, Duration.ofMinutes(1))).hasSize(handedOut);
        }
    }

    private static IncomingEvent progress(String id) {
        JobUpdate update = JobUpdate.of("job", JobState.RUNNING, "running");
        var event = new WebhookEvent(
                ProviderId.of("acme"), "acme-live", id, "job.progress", NOON, update, Payload.utf8("{}"));
        return new IncomingEvent(event, Trust.SIGNED, NOON);
    }
}
