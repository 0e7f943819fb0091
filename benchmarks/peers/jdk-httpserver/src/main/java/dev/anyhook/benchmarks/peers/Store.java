package dev.anyhook.benchmarks.peers;

import java.sql.SQLException;

/** Where events are kept. */
@FunctionalInterface
interface Store {
    /** False when it is there already. */
    boolean keep(String id, String body) throws SQLException;
}
