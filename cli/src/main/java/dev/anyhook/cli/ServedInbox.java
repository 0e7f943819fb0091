package dev.anyhook.cli;

import dev.anyhook.cli.config.InboxConfig;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.Inbox;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The inbox of a receiver, and what stopping takes: only what is in memory must be handed over before the end. */
final class ServedInbox {
    private static final Duration TO_HAND_OVER = Duration.ofSeconds(10);

    private final Inbox inbox;
    private final @Nullable DrainableInbox memory;
    private final String promise;

    private ServedInbox(Inbox inbox, @Nullable DrainableInbox memory, String promise) {
        this.inbox = inbox;
        this.memory = memory;
        this.promise = promise;
    }

    /** Opens what {@code config} names, and makes it if it is a file that is not there. */
    static ServedInbox open(InboxConfig config, InstantSource clock) {
        if (config instanceof InboxConfig.Memory) {
            var memory = new DrainableInbox(InMemoryInbox.create(), clock);
            return new ServedInbox(
                    memory,
                    memory,
                    "warning: events are kept in memory: what is not handed over when the process dies is lost");
        }
        return new ServedInbox(DurableInbox.open(config, clock), null, "events are kept in " + config);
    }

    Inbox inbox() {
        return inbox;
    }

    /** What becomes of events in a crash. */
    String promise() {
        return promise;
    }

    /** Waits, and not for ever, until nothing would be lost. Nobody may append any more. */
    void finish(PrintStream err) {
        try {
            if (memory != null && !memory.awaitIdle(TO_HAND_OVER)) {
                err.println("not all events could be handed over in time");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
