package dev.anyhook.benchmarks.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk for other processes, each of whose syncs takes a given time at least and is counted, whatever the real disk
 * does: a small library that the dynamic linker puts before the C library's own. On Linux, where there is a C compiler.
 */
public final class SlowDisk {
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final String COUNTS = "SLOW_DISK_COUNTS";
    private static final String MICROS = "SLOW_DISK_MICROS";

    private final Path library;
    private final Path folder;

    private SlowDisk(Path library, Path folder) {
        this.library = library;
        this.folder = folder;
    }

    /** The library, compiled into {@code folder}; empty where that cannot be done. */
    public static Optional<SlowDisk> compiledInto(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("slow_disk.c");
        Path library = folder.resolve("slow_disk.so").toAbsolutePath();
        try (InputStream text = SlowDisk.class.getResourceAsStream("slow_disk.c")) {
            Files.write(source, Objects.requireNonNull(text).readAllBytes());
        }
        for (String compiler : COMPILERS) {
            if (compiles(compiler, source, library)) {
                return Optional.of(new SlowDisk(library, folder));
            }
        }
        return Optional.empty();
    }

    private static boolean compiles(String compiler, Path source, Path library) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            compiler, "-O2", "-fPIC", "-shared", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0 && Files.exists(library);
        } catch (IOException absent) {
            return false;
        }
    }

    /**
     * Has {@code process}, and all that it starts, see a disk whose syncs take {@code time} at least; zero leaves the
     * real one as it is. Gives their counter.
     */
    public SyncCounter under(ProcessBuilder process, Duration time) throws IOException {
        Path counts = Files.createTempFile(folder, "syncs", ".counts");
        SyncCounter counter = SyncCounter.create(counts);
        Map<String, String> environment = process.environment();
        environment.put("LD_PRELOAD", library.toString());
        environment.put(COUNTS, counts.toString());
        environment.put(MICROS, Long.toString(TimeUnit.NANOSECONDS.toMicros(time.toNanos())));
        return counter;
    }

    /** The counter of the process that asks; empty if it was not started {@link #under} a slow disk. */
    public static Optional<SyncCounter> own() throws IOException {
        String path = System.getenv(COUNTS);
        return path == null ? Optional.empty() : Optional.of(SyncCounter.of(Path.of(path)));
    }
}
