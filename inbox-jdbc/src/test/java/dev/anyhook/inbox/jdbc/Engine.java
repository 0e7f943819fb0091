package dev.anyhook.inbox.jdbc;

import java.nio.file.Path;

/** What the same tests run on. */
enum Engine {
    SQLITE(1) {
        @Override
        Database fresh(Path folder) {
            Path file = folder.resolve("data").resolve("inbox.db");
            return new Database(() -> new SqliteDialect(file), "jdbc:sqlite:" + file);
        }
    },
    POSTGRESQL(2) {
        @Override
        Database fresh(Path folder) {
            String url = PostgresServer.shared().freshDatabase();
            return new Database(() -> new PostgresDialect(PostgresUrl.source(url)), url);
        }
    };

    private final int writers;

    Engine(int writers) {
        this.writers = writers;
    }

    /** How many groups are written at once. */
    int writers() {
        return writers;
    }

    /** An empty database. */
    abstract Database fresh(Path folder);
}
