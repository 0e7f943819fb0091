package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The threads of a process of Java that compile. While they have much to do, it is not warm, and its processor time not
 * its own.
 */
final class Compilers {
    private static final String NAME = "C[12] CompilerThre.*";

    private final Path threads;

    Compilers(long pid) {
        this.threads = Path.of("/proc", Long.toString(pid), "task");
    }

    /** Their processor time so far; none where there is no /proc. */
    Duration cpu() throws IOException {
        if (!Files.exists(threads)) {
            return Duration.ZERO;
        }
        List<Path> all;
        try (Stream<Path> entries = Files.list(threads)) {
            all = entries.toList();
        }
        long nanos = 0;
        for (Path thread : all) {
            nanos += nanos(thread);
        }
        return Duration.ofNanos(nanos);
    }

    /** Of one thread, if it compiles and has not ended meanwhile. */
    private static long nanos(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().matches(NAME)
                    ? Long.parseLong(
                            Files.readString(thread.resolve("schedstat")).split(" ")[0])
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
