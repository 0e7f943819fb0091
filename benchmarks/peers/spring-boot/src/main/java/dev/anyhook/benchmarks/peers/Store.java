package dev.anyhook.benchmarks.peers;

/** Where events are kept. */
@FunctionalInterface
interface Store {
    /** False when it is there already. */
    boolean keep(String id, String body);
}
