package dev.anyhook.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Forgets what was handled long ago, a few rows at a time. What waits or was given up is never forgotten. */
final class Retention {
    /** The event itself; how it is handled goes first. */
    static final String FORGET = "DELETE FROM anyhook_event WHERE seq = ?";

    private static final int BATCH = 200;

    /** Not the end of a job of which more waits, which could otherwise be handed out as if its job had not ended. */
    private static final String ENDS_SOMETHING_THAT_WAITS =
            "SELECT 1 FROM anyhook_event e JOIN anyhook_event p ON p.job_key = e.end_key AND p.endpoint = e.endpoint"
                    + " AND p.end_key IS NULL JOIN anyhook_handling w ON w.seq = p.seq"
                    + " WHERE e.seq = d.seq AND w.state IN ('PENDING', 'DEAD')";

    private final Duration period;
    private final InstantSource clock;
    private final String sql;

    Retention(Duration period, InstantSource clock, Dialect dialect) {
        this.period = period;
        this.clock = clock;
        this.sql = "WITH old AS MATERIALIZED (SELECT d.seq FROM anyhook_handling d WHERE d.settled_at < ?"
                + " AND d.state IN ('DONE', 'REPEATED', 'CONTRADICTING')"
                + " AND NOT EXISTS (" + ENDS_SOMETHING_THAT_WAITS + ")"
                + " ORDER BY d.settled_at LIMIT " + BATCH + dialect.skipLocked("d") + ")"
                + " DELETE FROM anyhook_handling WHERE seq IN (SELECT seq FROM old) RETURNING seq";
    }

    List<String> sql() {
        return List.of(sql, FORGET);
    }

    /** Deletes one batch; false when nothing is left to delete. */
    boolean prune(Session session) throws SQLException {
        PreparedStatement delete = session.prepare(sql);
        Rows.setInstant(delete, 1, clock.instant().minus(period));
        PreparedStatement forget = session.prepare(FORGET);
        boolean any = false;
        try (ResultSet row = delete.executeQuery()) {
            while (row.next()) {
                forget.setLong(1, row.getLong(1));
                forget.addBatch();
                any = true;
            }
        }
        if (any) {
            forget.executeBatch();
        }
        return any;
    }
}
