package dev.anyhook.inbox.jdbc;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then on a thread of its own, beside the commits. What fails is logged once, and tried again. Who
 * waits for the writer must not share a thread with who frees it.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService timer;

    Upkeep(String name) {
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does {@code chore} every so many milliseconds, from now on. */
    void every(long millis, String name, Chore chore) {
        var unused = timer.scheduleWithFixedDelay(new Patient(name, chore), millis / 2, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Patient implements Runnable {
        private final String name;
        private final Chore chore;
        private boolean failing;

        Patient(String name, Chore chore) {
            this.name = name;
            this.chore = chore;
        }

        @Override
        public void run() {
            try {
                chore.run();
                failing = false;
            } catch (Throwable failed) {
                if (!failing) {
                    warn(failed);
                }
                failing = true;
            }
        }

        /** In a line, if the database says what is wrong: that is no bug of ours. */
        private void warn(Throwable failed) {
            Throwable root =
                    failed instanceof IllegalStateException && failed.getCause() != null ? failed.getCause() : failed;
            if (root instanceof SQLException said) {
                LOG.warn("{} failed; it will be tried again: {}", name, said.getMessage());
            } else {
                LOG.warn("{} failed; it will be tried again", name, failed);
            }
        }
    }

    /** Something to do. */
    @FunctionalInterface
    interface Chore {
        void run() throws Exception;
    }
}
