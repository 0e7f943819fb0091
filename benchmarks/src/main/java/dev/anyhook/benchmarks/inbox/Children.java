package dev.anyhook.benchmarks.inbox;

import dev.anyhook.benchmarks.disk.Folders;
import dev.anyhook.benchmarks.disk.SlowDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs parts of the benchmark one after the other, each in a process of its own. When this process ends, in whatever
 * way it can notice, the one that runs ends as well, and then the folder goes: in memory, it would take room until the
 * next boot.
 */
final class Children {
    private static final long LONGEST_MINUTES = 60;
    private static final long ENDING_MINUTES = 1;

    private final Path folder;
    private final Optional<SlowDisk> disk;
    private volatile @Nullable Process running;

    private Children(Path folder, Optional<SlowDisk> disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** In a new folder. */
    static Children start() throws IOException, InterruptedException {
        Path folder = Folders.fresh("anyhook-inbox");
        var children = new Children(folder, SlowDisk.compiledInto(folder));
        Runtime.getRuntime().addShutdownHook(new Thread(children::end));
        return children;
    }

    Path folder() {
        return folder;
    }

    /** Whether their disks can be slowed and their syncs counted. */
    boolean haveSlowDisk() {
        return disk.isPresent();
    }

    /** Runs {@code main} by a plan, on a disk whose syncs take {@code sync}; gives its results. */
    Path run(Class<?> main, String plan, Duration sync) throws IOException, InterruptedException {
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
        Process child = process.start();
        running = child;
        if (!child.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            child.destroy();
        }
        if (child.waitFor() != 0) {
            throw new IllegalStateException(main.getSimpleName() + " failed");
        }
        Folders.delete(own);
        return results;
    }

    /** The child stops its database and waits for it, so it is asked first. */
    private void end() {
        Process child = running;
        try {
            if (child != null) {
                child.destroy();
                if (!child.waitFor(ENDING_MINUTES, TimeUnit.MINUTES)) {
                    child.destroyForcibly().waitFor();
                }
            }
            Folders.delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
