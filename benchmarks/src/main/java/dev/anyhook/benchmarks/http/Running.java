package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A contender at work: its server, and the database that is started for it alone, if it has one. */
final class Running implements AutoCloseable {
    private final Server server;
    private final @Nullable Postgres database;
    private final Stored stored;

    Running(Server server, @Nullable Postgres database, Stored stored) {
        this.server = server;
        this.database = database;
        this.stored = stored;
    }

    int port() {
        return server.port();
    }

    Server server() {
        return server;
    }

    /** Processor time of its database so far. */
    Duration databaseCpu() {
        return database == null ? Duration.ZERO : database.cpu();
    }

    /** How many deliveries are stored; empty where nothing is, or nobody can look. */
    OptionalLong stored() {
        return stored.count();
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }

    /** Looks into the store. */
    @FunctionalInterface
    interface Stored {
        /** A store that nobody can look into. */
        Stored UNSEEN = OptionalLong::empty;

        OptionalLong count();
    }
}
