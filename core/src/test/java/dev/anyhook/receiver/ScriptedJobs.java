package dev.anyhook.receiver;

import dev.anyhook.WebhookException;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.ReadSchedule;
import dev.anyhook.spi.VendorAccount;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A vendor's API that says what it was told to say, in that order, and the last thing for ever. */
final class ScriptedJobs implements JobReader {
    static final ReadSchedule SCHEDULE = new ReadSchedule(Duration.ofSeconds(2), 2, Duration.ofSeconds(10), 8);

    /** The ids asked about, in order. */
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private final Deque<Function<String, Optional<JobReading>>> script = new ArrayDeque<>();

    synchronized ScriptedJobs says(String state) {
        return does(jobId -> Optional.of(ClaimingVendor.reading(jobId, state)));
    }

    ScriptedJobs knowsNoSuchJob() {
        return does(jobId -> Optional.empty());
    }

    ScriptedJobs isDown(Duration retryAfter) {
        return fails(WebhookException.during(ClaimingVendor.ID, "read job")
                .message("the vendor answered 503")
                .httpStatus(503)
                .retryable(true)
                .retryAfter(retryAfter)
                .build());
    }

    ScriptedJobs fails(RuntimeException exception) {
        return does(jobId -> {
            throw exception;
        });
    }

    synchronized ScriptedJobs does(Function<String, Optional<JobReading>> answer) {
        script.addLast(answer);
        return this;
    }

    @Override
    public Optional<JobReading> read(String jobId, VendorAccount account) {
        asked.add(jobId);
        return next().apply(jobId);
    }

    private synchronized Function<String, Optional<JobReading>> next() {
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    @Override
    public ReadSchedule schedule() {
        return SCHEDULE;
    }
}
