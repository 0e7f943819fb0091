package dev.anyhook.benchmarks.inbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One insert per commit in PostgreSQL, on whichever connection of a pool is free. */
final class PooledInserts implements Store {
    private final HikariDataSource pool;

    PooledInserts(String url, int connections) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        this.pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection()) {
            PlainTable.create(connection, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "BYTEA");
        }
    }

    @Override
    public boolean append(IncomingEvent incoming) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(PlainTable.INSERT)) {
            return PlainTable.insert(insert, incoming);
        }
    }

    @Override
    public long count() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return PlainTable.count(connection);
        }
    }

    @Override
    public boolean tellsDuplicates() {
        return true;
    }

    @Override
    public void close() {
        pool.close();
    }
}
