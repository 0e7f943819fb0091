package dev.anyhook.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A table with one insert per request. */
final class Table implements Store {
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS peer_event (id text PRIMARY KEY, body text NOT NULL,"
                    + " received_at timestamptz NOT NULL DEFAULT now())";
    private static final String INSERT = "INSERT INTO peer_event (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final int CONNECTIONS = 10;

    private final HikariDataSource pool = new HikariDataSource();

    Table(String url) throws SQLException {
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(CONNECTIONS);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    @Override
    public boolean keep(String id, String body) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, id);
            insert.setString(2, body);
            return insert.executeUpdate() == 1;
        }
    }
}
