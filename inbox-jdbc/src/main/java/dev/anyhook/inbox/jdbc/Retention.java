package dev.anyhook.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets what was handled long ago, a few rows at a time. What waits or was given up is never forgotten. */
final class Retention {
    private static final int BATCH = 200;

    /** Not the end of a job of which more waits, which could otherwise be handed out as if its job had not ended. */
    private static final String ENDS_NOTHING_THAT_WAITS =
            " AND NOT EXISTS (SELECT 1 FROM anyhook_event p WHERE p.job_key = d.end_key AND p.endpoint = d.endpoint"
                    + " AND p.end_key IS NULL AND p.state IN ('PENDING', 'DEAD'))";

    private final Duration period;
    private final InstantSource clock;
    private final String sql;

    Retention(Duration period, InstantSource clock, Dialect dialect) {
        this.period = period;
        this.clock = clock;
        this.sql = "WITH old AS MATERIALIZED (SELECT d.seq FROM anyhook_event d WHERE d.settled_at < ?"
                + " AND d.state IN ('DONE', 'REPEATED', 'CONTRADICTING')" + ENDS_NOTHING_THAT_WAITS
                + " ORDER BY d.settled_at LIMIT " + BATCH + dialect.skipLocked() + ")"
                + " DELETE FROM anyhook_event WHERE seq IN (SELECT seq FROM old)";
    }

    String sql() {
        return sql;
    }

    /** Deletes one batch; false when nothing is left to delete. */
    boolean prune(Session session) throws SQLException {
        PreparedStatement delete = session.prepare(sql);
        Rows.setInstant(delete, 1, clock.instant().minus(period));
        return delete.executeUpdate() > 0;
    }
}
