package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection and the statements prepared on it, which live as long as it does. */
final class Session {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** The statement for {@code sql}, not to be closed. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement present = prepared.get(sql);
        if (present == null) {
            present = connection.prepareStatement(sql);
            prepared.put(sql, present);
        }
        return present;
    }

    /** Forgets the statements, which may be left in the middle of a batch. */
    void forget() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }
}
