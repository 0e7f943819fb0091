package dev.anyhook.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets what was handled long ago, a few rows at a time. What waits or was given up is never forgotten. */
final class Retention {
    private static final int BATCH = 200;

    private final Duration period;
    private final InstantSource clock;
    private final String events;
    private final String ends;

    Retention(Duration period, InstantSource clock, Dialect dialect) {
        this.period = period;
        this.clock = clock;
        String few = " LIMIT " + BATCH + dialect.skipLocked() + ")";
        this.events = "WITH old AS MATERIALIZED (SELECT seq FROM anyhook_event WHERE settled_at < ?"
                + " AND state IN ('DONE', 'REPEATED', 'CONTRADICTING') ORDER BY settled_at" + few
                + " DELETE FROM anyhook_event WHERE seq IN (SELECT seq FROM old)";
        this.ends = "WITH old AS MATERIALIZED (SELECT j.job_key, j.endpoint FROM anyhook_job_end j WHERE j.ended_at < ?"
                + " AND NOT EXISTS (SELECT 1 FROM anyhook_event e WHERE e.job_key = j.job_key"
                + " AND e.endpoint = j.endpoint AND e.state IN ('PENDING', 'DEAD')) ORDER BY j.ended_at" + few
                + " DELETE FROM anyhook_job_end WHERE (job_key, endpoint) IN (SELECT job_key, endpoint FROM old)";
    }

    String eventsSql() {
        return events;
    }

    String endsSql() {
        return ends;
    }

    /** Deletes one batch; false when nothing is left to delete. */
    boolean prune(Session session) throws SQLException {
        Instant before = clock.instant().minus(period);
        return delete(session, events, before) + delete(session, ends, before) > 0;
    }

    private static int delete(Session session, String sql, Instant before) throws SQLException {
        PreparedStatement delete = session.prepare(sql);
        Rows.setInstant(delete, 1, before);
        return delete.executeUpdate();
    }
}
