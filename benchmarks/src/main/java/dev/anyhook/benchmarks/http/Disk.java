package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The disk that contenders see: the machine's own, or one whose syncs take longer, and in either case one that counts
 * them. It works where a C compiler and LD_PRELOAD do.
 */
final class Disk {
    private static final String SOURCE = "/dev/anyhook/benchmarks/disk/slow_disk.c";
    private static final int COUNTERS = 8;
    private static final long COMPILER_SECONDS = 60;

    private final Path library;
    private final Path counts;
    private final long micros;

    private Disk(Path library, Path counts, long micros) {
        this.library = library;
        this.counts = counts;
        this.micros = micros;
    }

    /** Compiles the library into {@code folder}. */
    static Path compile(Path folder) throws IOException {
        Path source = folder.resolve("slow_disk.c");
        try (InputStream in = Disk.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException("no " + SOURCE + " on the class path");
            }
            Files.copy(in, source);
        }
        Path library = folder.resolve("slow_disk.so");
        Process cc = new ProcessBuilder("cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                .redirectErrorStream(true)
                .start();
        String said = new String(cc.getInputStream().readAllBytes());
        try {
            if (!cc.waitFor(COMPILER_SECONDS, TimeUnit.SECONDS) || cc.exitValue() != 0) {
                throw new IOException("cc failed: " + said);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
        return library;
    }

    /** A disk whose syncs take {@code micros} at least, counted in {@code folder}. */
    static Disk of(Path library, Path folder, long micros) throws IOException {
        Path counts = folder.resolve("syncs");
        Files.write(counts, new byte[COUNTERS * Long.BYTES]);
        return new Disk(library, counts, micros);
    }

    /** What a process must have in its environment to see this disk. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "SLOW_DISK_MICROS",
                Long.toString(micros),
                "SLOW_DISK_COUNTS",
                counts.toString());
    }

    /** How many syncs there were so far, of all processes that see this disk. */
    long syncs() throws IOException {
        ByteBuffer counters = ByteBuffer.wrap(Files.readAllBytes(counts)).order(ByteOrder.nativeOrder());
        long all = 0;
        while (counters.remaining() >= Long.BYTES) {
            all += counters.getLong();
        }
        return all;
    }
}
