package dev.anyhook.benchmarks.inbox;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Signed events of one endpoint, a kibibyte each, each the end of a job of its own. */
final class Events {
    private static final ProviderId PROVIDER = ProviderId.of("diffio");
    private static final Payload PAYLOAD = Payload.utf8("{\"pad\":\"" + "x".repeat(1024 - 10) + "\"}");

    private Events() {}

    /** The event of this number, and no other one's; ids look like those of the Svix scheme, in no order. */
    static IncomingEvent event(long number) {
        return event(number, JobUpdate.of("gen_" + scattered(~number), JobState.SUCCEEDED, "complete"));
    }

    /** The same, without a job. */
    static IncomingEvent ofNoJob(long number) {
        return event(number, null);
    }

    private static IncomingEvent event(long number, @Nullable JobUpdate job) {
        Instant now = Instant.now();
        return new IncomingEvent(
                new WebhookEvent(
                        PROVIDER, "diffio-live", "msg_" + scattered(number), "generation.completed", now, job, PAYLOAD),
                Trust.SIGNED,
                now);
    }

    /** A permutation of the numbers, so that no two are alike: the finalizer of SplitMix64. */
    static String scattered(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return HexFormat.of().toHexDigits(z ^ (z >>> 31));
    }
}
