package dev.anyhook.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who wants something done, and why. */
final class InboxReason {
    @Option(names = "--by", paramLabel = "WHO", description = "Who wants it.")
    private @Nullable String who;

    @Option(names = "--why", paramLabel = "WHY", description = "Why they want it.")
    private @Nullable String why;

    /** Whether either is given. */
    boolean isBegun() {
        return who != null || why != null;
    }

    /** Whether both are given. */
    boolean isGiven() {
        return !who().isBlank() && !why().isBlank();
    }

    String who() {
        return who == null ? "" : who;
    }

    String why() {
        return why == null ? "" : why;
    }
}
