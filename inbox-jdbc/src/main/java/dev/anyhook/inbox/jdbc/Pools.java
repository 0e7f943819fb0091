package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Opens the two pools: the inbox's own, which brings the schema up to date, and the handlers'. */
final class Pools {
    /** Another process may be making the same file, and a server be about to start. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** Where there is nothing to migrate, somebody waits for an answer. */
    private static final long AT_ONCE_MILLIS = 1;

    /** Beside the writers: the log, the counting of claims, and two that read. */
    private static final int OTHERS = 4;

    private Pools() {}

    /** Prepares the tables, or insists on finding them prepared where there shall be no {@code migration}. */
    static HikariDataSource own(Dialect dialect, DataSource connections, boolean migration) {
        HikariConfig config = config("anyhook-inbox", connections, dialect.groupWriters() + OTHERS);
        dialect.connectionSettings(config, false);
        config.setInitializationFailTimeout(migration ? PATIENCE_MILLIS : AT_ONCE_MILLIS);
        HikariDataSource pool = connected(config);
        try (Connection connection = pool.getConnection()) {
            dialect.insistOnFit(connection);
            if (migration) {
                Schema.migrate(connection, dialect);
            } else {
                Schema.insistOnPresent(connection);
            }
            return pool;
        } catch (SQLException | RuntimeException failed) {
            pool.close();
            throw failed instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("the inbox's tables could not be prepared", failed);
        }
    }

    private static HikariDataSource connected(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException failed) {
            throw new IllegalStateException("the inbox's database cannot be used", failed);
        }
    }

    static HikariDataSource handlers(Dialect dialect, DataSource connections, int wanted) {
        HikariConfig config = config("anyhook-handlers", connections, Math.min(wanted, dialect.writers()));
        dialect.connectionSettings(config, true);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String name, DataSource connections, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(connections);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        return config;
    }
}
