package dev.anyhook.benchmarks.inbox;

import dev.anyhook.receiver.IncomingEvent;
import java.nio.file.Path;
import java.util.function.LongFunction;

/**
 * Something to measure.
 *
 * @param name as it stands in the tables
 * @param engine {@code file}, {@code sqlite} or {@code postgresql}
 * @param callers how many append at once
 * @param events what they append
 * @param opening makes it, empty
 */
record Contender(String name, String engine, int callers, LongFunction<IncomingEvent> events, Opening opening) {
    /** The name of the contender and its number of callers: no two have the same. */
    String key() {
        return name + "|" + callers;
    }

    boolean isOnPostgres() {
        return engine.equals("postgresql");
    }

    /** Makes a store in an empty folder or an empty PostgreSQL database. */
    @FunctionalInterface
    interface Opening {
        Store at(Path folder, String url) throws Exception;
    }
}
