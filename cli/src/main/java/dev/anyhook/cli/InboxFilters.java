package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose among entries. */
final class InboxFilters {
    @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "Only events of this endpoint.")
    private @Nullable String endpoint;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "Only events that arrived then or later, such as 2026-01-28T12:35:00Z.")
    private @Nullable Instant since;

    @Option(names = "--job", paramLabel = "JOB", description = "Only events of this job.")
    private @Nullable String job;

    /** The entries that are let through, without their payloads. */
    InboxQuery query() {
        return InboxQuery.all().ofEndpoint(endpoint).since(since).ofJob(job).withoutPayloads();
    }

    /** The endpoint whose events alone are meant; null for any. */
    @Nullable
    String endpoint() {
        return endpoint;
    }

    /** Whether more is asked for than an endpoint. */
    boolean areOfManyEvents() {
        return since != null || job != null;
    }

    /** Whether nothing is asked for. */
    boolean areMissing() {
        return endpoint == null && !areOfManyEvents();
    }
}
