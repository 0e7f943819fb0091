package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Something that takes deliveries.
 *
 * @param name what the tables call it
 * @param judges whether it tells a forged delivery from a genuine one
 * @param starter how to start it
 */
record Contender(String name, boolean judges, Starter starter) {
    Running start(Disk disk, Path folder) throws IOException {
        return starter.start(disk, folder);
    }

    /** Starts it in an empty folder of its own, on the given disk. */
    @FunctionalInterface
    interface Starter {
        Running start(Disk disk, Path folder) throws IOException;
    }
}
