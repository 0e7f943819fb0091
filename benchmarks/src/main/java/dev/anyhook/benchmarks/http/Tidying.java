package dev.anyhook.benchmarks.http;

import dev.anyhook.benchmarks.disk.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Leaves nothing behind, whether the benchmark ends or is interrupted: first the processes go, then their files. */
final class Tidying {
    private static final long TO_STOP_SECONDS = 20;

    private Tidying() {}

    /** Has all that this process starts, and {@code folder}, go with it. */
    static void atTheEnd(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tidy(folder)));
    }

    private static void tidy(Path folder) {
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
        started.forEach(ProcessHandle::destroy);
        try {
            for (ProcessHandle each : started) {
                each.onExit().get(TO_STOP_SECONDS, TimeUnit.SECONDS);
            }
            Folders.delete(folder);
        } catch (InterruptedException | ExecutionException | TimeoutException | IOException failed) {
            System.err.println("not all is tidied up: " + failed);
        }
    }
}
