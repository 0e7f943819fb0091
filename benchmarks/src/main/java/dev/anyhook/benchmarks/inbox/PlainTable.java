package dev.anyhook.benchmarks.inbox;

import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The table that one would write oneself: the event, when it came, and a unique key. */
final class PlainTable {
    static final String INSERT =
            "INSERT INTO webhook (endpoint, event_id, type, received_at, payload) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";

    private PlainTable() {}

    static void create(Connection connection, String number, String bytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE webhook (id " + number + ", endpoint TEXT NOT NULL, event_id TEXT NOT NULL,"
                    + " type TEXT NOT NULL, received_at BIGINT NOT NULL, payload " + bytes + " NOT NULL,"
                    + " handled_at BIGINT, UNIQUE (event_id, endpoint))");
        }
    }

    static boolean insert(PreparedStatement insert, IncomingEvent incoming) throws SQLException {
        WebhookEvent event = incoming.event();
        insert.setString(1, event.endpoint());
        insert.setString(2, event.id());
        insert.setString(3, event.type());
        insert.setLong(4, ChronoUnit.MICROS.between(Instant.EPOCH, incoming.receivedAt()));
        insert.setBytes(5, event.payload().toByteArray());
        return insert.executeUpdate() == 1;
    }

    static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM webhook")) {
            row.next();
            return row.getLong(1);
        }
    }
}
