package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * About how many claims that nobody confirmed are kept, and how many may be. Counted in the database now and then, and
 * upwards in between.
 */
final class ClaimsRoom {
    static final String COUNT = "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM anyhook_handling"
            + " WHERE state = 'PENDING' AND claimed = 1 LIMIT ?) AS waiting)"
            + " + (SELECT COUNT(*) FROM (SELECT 1 FROM anyhook_handling"
            + " WHERE state = 'DEAD' AND claimed = 1 LIMIT ?) AS given_up)";

    private final int most;
    private final AtomicInteger kept = new AtomicInteger();

    ClaimsRoom(int most) {
        this.most = most;
    }

    boolean isFull() {
        return kept.get() >= most;
    }

    /** Notes that an event was kept, if it was a claim. */
    void kept(boolean claim) {
        if (claim) {
            kept.incrementAndGet();
        }
    }

    /** Counts anew what {@code connection} sees, as far as it matters. */
    int count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setInt(1, most);
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                kept.set(row.getInt(1));
                return kept.get();
            }
        }
    }

    @Override
    public String toString() {
        return "about " + kept + " mere claims; " + most + " is the most";
    }
}
