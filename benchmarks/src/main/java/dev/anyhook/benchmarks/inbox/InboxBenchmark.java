package dev.anyhook.benchmarks.inbox;

import dev.anyhook.benchmarks.disk.SlowDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures the inbox and what one would write instead, side by side in one run, and prints tables: {@code quick} in some
 * minutes, or {@code full}. Each disk and each part has a process of its own. Ends with 1 when a goal is missed.
 */
public final class InboxBenchmark {
    private static final Duration FAST = Duration.ofNanos(30_000);
    private static final Duration SLOW = Duration.ofMillis(1);
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long LONGEST_MINUTES = 60;

    private final String plan;
    private final Path folder;
    private final Optional<SlowDisk> disk;
    private final Report report = new Report(System.out);

    private InboxBenchmark(String plan, Path folder, Optional<SlowDisk> disk) {
        this.plan = plan;
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Takes {@code quick} or {@code full}, then the parts to run: {@code append}, {@code dispatch}, {@code growth}; all
     * when none is named.
     */
    public static void main(String... arguments) throws Exception {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        String plan = arguments.length > 0 ? arguments[0] : "quick";
        Plan.named(plan);
        List<String> parts = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("append", "dispatch", "growth");
        Path folder = Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : Path.of("."), "anyhook-inbox");
        boolean met;
        try {
            met = new InboxBenchmark(plan, folder, SlowDisk.compiledInto(folder)).run(parts);
        } finally {
            Folders.delete(folder);
        }
        System.exit(met ? 0 : 1);
    }

    private boolean run(List<String> parts) throws Exception {
        report.head(plan, folder);
        if (disk.isEmpty()) {
            report.text(
                    "There is no C compiler here, so no disk can be slowed and no sync counted: the rows on a disk of a"
                            + " given speed are left out, and the disk is whatever it is.");
        }
        if (parts.contains("append")) {
            for (Map.Entry<String, Duration> each : disks().entrySet()) {
                Path results = child(AppendRounds.class, each.getValue());
                report.appends(each.getKey(), Results.read(results), disk.isPresent());
            }
        }
        if (parts.contains("dispatch")) {
            report.rows("Handing out, on " + Report.FAST, child(DispatchRounds.class, FAST));
        }
        if (parts.contains("growth")) {
            report.rows("Growing, on " + Report.FAST, child(Growth.class, FAST));
        }
        return report.goals();
    }

    private Map<String, Duration> disks() {
        var disks = new LinkedHashMap<String, Duration>();
        if (disk.isEmpty()) {
            disks.put(Report.REAL, Duration.ZERO);
        } else {
            disks.put(Report.FAST, FAST);
            disks.put(Report.SLOW, SLOW);
        }
        return disks;
    }

    /** Runs {@code main} in a process of its own, on a disk whose syncs take {@code sync}; gives its results. */
    private Path child(Class<?> main, Duration sync) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "run");
        Path results = Files.createTempFile(folder, "results", ".tsv");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms1g", "-Xmx1g", "-Dslf4j.internal.verbosity=ERROR"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), own.toString(), plan, results.toString()));
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        if (disk.isPresent()) {
            disk.get().under(process, sync);
        }
        Process running = process.start();
        Runtime.getRuntime().addShutdownHook(new Thread(running::destroy));
        if (!running.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            running.destroy();
        }
        if (running.waitFor() != 0) {
            throw new IllegalStateException(main.getSimpleName() + " failed");
        }
        Folders.delete(own);
        return results;
    }
}
