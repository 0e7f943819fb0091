package dev.anyhook.fuzz;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread with little stack, on which whatever nests without bound soon falls over. */
final class NarrowThread implements AutoCloseable {
    private static final long STACK = 256 * 1024;

    private final ExecutorService executor;

    private NarrowThread(ExecutorService executor) {
        this.executor = executor;
    }

    static NarrowThread start() {
        return new NarrowThread(Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(null, task, "narrow", STACK);
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** Runs {@code task} and throws what it throws. */
    void run(Runnable task) throws Exception {
        try {
            executor.submit(task).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error broken) {
                throw broken;
            }
            throw failed.getCause() instanceof Exception thrown ? thrown : failed;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
