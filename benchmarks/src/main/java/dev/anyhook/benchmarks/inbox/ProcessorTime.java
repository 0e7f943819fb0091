package dev.anyhook.benchmarks.inbox;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Processor time of this process and of a database server's processes, as Linux counts it. */
final class ProcessorTime {
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int USER = 11;
    private static final int OF_ENDED_CHILDREN = 4;

    private final @Nullable ProcessHandle server;

    private ProcessorTime(@Nullable ProcessHandle server) {
        this.server = server;
    }

    /** Of this process alone. */
    static ProcessorTime own() {
        return new ProcessorTime(null);
    }

    /** Of this process, the process {@code pid}, and its children. */
    static ProcessorTime with(long pid) {
        Optional<ProcessHandle> server = ProcessHandle.of(pid);
        return new ProcessorTime(server.orElseThrow(() -> new IllegalStateException("no such process: " + pid)));
    }

    Duration used() {
        var self = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long nanos = self.getProcessCpuTime();
        if (server != null) {
            try (Stream<ProcessHandle> children = server.children()) {
                nanos += children.mapToLong(child -> nanos(child.pid(), 2)).sum();
            }
            nanos += nanos(server.pid(), OF_ENDED_CHILDREN);
        }
        return Duration.ofNanos(nanos);
    }

    /** The first {@code count} of: user, system, user of ended children, system of ended children. */
    private static long nanos(long pid, int count) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 0; i < count; i++) {
                ticks += Long.parseLong(fields[USER + i]);
            }
            return ticks * NANOS_PER_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }
}
