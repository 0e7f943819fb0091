package dev.anyhook.benchmarks.inbox;

import dev.anyhook.receiver.IncomingEvent;

/** A contender: keeps events so that they survive the machine's end. Safe for any number of threads. */
interface Store extends AutoCloseable {
    /** Returns once {@code incoming} is on disk; false if it was there before, where the store can tell. */
    boolean append(IncomingEvent incoming) throws Exception;

    /** How many events it holds, read from where they are kept. */
    long count() throws Exception;

    /** Whether it tells that an event is there already. */
    boolean tellsDuplicates();

    @Override
    void close() throws Exception;
}
