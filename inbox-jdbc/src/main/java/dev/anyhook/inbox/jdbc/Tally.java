package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Counts what is not handled. */
final class Tally {
    private static final String EVENTS = " FROM anyhook_handling WHERE state = 'PENDING' AND claimed = 0";
    private static final String CLAIMS = " FROM anyhook_handling WHERE state = 'PENDING' AND claimed = 1";
    private static final String FIRST_DUE = " AND due_at <= ? ORDER BY due_at, seq LIMIT 1";

    static final String SQL = "SELECT (SELECT COUNT(*)" + EVENTS + ") AS pending, (SELECT COUNT(*)" + CLAIMS
            + ") AS claims, (SELECT COUNT(*) FROM anyhook_handling WHERE state = 'DEAD') AS dead,"
            + " (SELECT MIN(due_at) FROM (SELECT * FROM (SELECT due_at" + EVENTS + FIRST_DUE
            + ") AS event UNION ALL SELECT * FROM (SELECT due_at" + CLAIMS + FIRST_DUE
            + ") AS claim) AS firsts) AS due_since";

    private Tally() {}

    static InboxCounts of(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            Rows.setInstant(select, 1, now);
            Rows.setInstant(select, 2, now);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new InboxCounts(
                        row.getLong("pending"),
                        row.getLong("claims"),
                        row.getLong("dead"),
                        Rows.instant(row, "due_since"));
            }
        }
    }
}
