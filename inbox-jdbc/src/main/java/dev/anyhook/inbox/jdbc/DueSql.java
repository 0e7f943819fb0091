package dev.anyhook.inbox.jdbc;

/**
 * The statements for rows of one kind that wait for a worker.
 *
 * @param take picks those that are due longest, and takes them too where {@code takes}: one row for each, with its
 *     event, if nobody has deleted that by hand
 * @param takes whether {@code take} does it all; otherwise {@link #TAKE_ONE} follows for each row
 * @param next when the first will be due
 */
record DueSql(String take, boolean takes, String next) {
    static final String TAKE_ONE = "UPDATE anyhook_handling SET held = 1, fence = fence + 1, attempts = attempts + 1,"
            + " due_at = ? WHERE seq = ?";

    private static final String TAKEN = ", taken AS (UPDATE anyhook_handling h SET held = 1, fence = h.fence + 1,"
            + " attempts = h.attempts + 1, due_at = ? FROM picked WHERE h.seq = picked.seq)";

    private static final String LATE = "(e.job_state IN ('QUEUED', 'RUNNING', 'UNKNOWN') AND EXISTS (SELECT 1 FROM"
            + " anyhook_event f WHERE f.end_key = e.job_key AND f.endpoint = e.endpoint)) AS late";

    /** For those for which {@code which} holds of {@code d}, in the words of their index. */
    static DueSql of(String which, Dialect dialect, boolean ordered) {
        String due = " FROM anyhook_handling d" + (ordered ? " LEFT JOIN anyhook_event e ON e.seq = d.seq" : "")
                + " WHERE " + which + " AND d.due_at >= ? AND d.due_at <= ?";
        boolean takes = dialect.changesInQueries();
        String take = "WITH picked AS MATERIALIZED (SELECT d.seq, d.due_at, d.fence + 1 AS fence,"
                + " d.attempts + 1 AS attempts" + due + (ordered ? turn("?") : "")
                + " ORDER BY d.due_at, d.seq LIMIT ?" + dialect.skipLocked("d") + ")" + (takes ? TAKEN : "")
                + " SELECT picked.seq, picked.due_at AS due_at, fence, attempts, " + LATE + ", " + Rows.COLUMNS
                + " FROM picked LEFT JOIN anyhook_event e ON e.seq = picked.seq";
        String next = "SELECT d.due_at" + due + (ordered ? turn("d.due_at") : "") + " ORDER BY d.due_at, d.seq LIMIT 1";
        return new DueSql(take, takes, next);
    }

    /**
     * Nobody works on another event of the job, and none waits that happened earlier, as far as anyone knows. Nothing
     * waits for mere claims: what is believed could be held up by them, and so could the true one among them.
     */
    private static String turn(String now) {
        return " AND NOT EXISTS (" + goesFirst("p.job_key = e.job_key AND p.end_key IS NULL", now)
                + ") AND NOT EXISTS (" + goesFirst("p.end_key = e.job_key", now) + ")";
    }

    private static String goesFirst(String sameJob, String now) {
        return "SELECT 1 FROM anyhook_event p JOIN anyhook_handling w ON w.seq = p.seq WHERE " + sameJob
                + " AND p.endpoint = e.endpoint AND w.state = 'PENDING' AND p.seq <> d.seq"
                + " AND w.claimed = 0"
                + " AND ((w.held = 1 AND w.due_at > " + now + ")"
                + " OR COALESCE(p.occurred_at, p.received_at) < COALESCE(e.occurred_at, e.received_at)"
                + " OR (COALESCE(p.occurred_at, p.received_at) = COALESCE(e.occurred_at, e.received_at)"
                + " AND p.seq < d.seq))";
    }
}
