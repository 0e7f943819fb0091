package dev.anyhook.inbox.jdbc;

import java.nio.file.Path;

/** What the same tests run on. */
enum Engine {
    SQLITE {
        @Override
        Database fresh(Path folder) {
            Path file = folder.resolve("data").resolve("inbox.db");
            return new Database(() -> new SqliteDialect(file), "jdbc:sqlite:" + file);
        }
    },
    POSTGRESQL {
        @Override
        Database fresh(Path folder) {
            String url = PostgresServer.shared().freshDatabase();
            return new Database(() -> new PostgresDialect(url), url);
        }
    };

    /** An empty database. */
    abstract Database fresh(Path folder);
}
