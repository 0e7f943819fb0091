package dev.anyhook.inbox.jdbc;

/**
 * What a new session is told. What a role, a database or the URL sets stands, except that commits wait for the disk.
 */
final class PostgresSession {
    private static final String ON_DISK = "set_config('synchronous_commit',"
            + " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
            + " ELSE current_setting('synchronous_commit') END, false)";

    /** A host that is gone is noticed within two minutes, not two hours; in seconds, and of no effect without TCP. */
    private static final String PROBES = "('tcp_keepalives_idle', 30), ('tcp_keepalives_interval', 10)";

    /**
     * A receiver that is frozen in the midst of a transaction, or cut off from the server, must not keep others from
     * what it has written there: vendors send them just that again. A group takes milliseconds; these are of
     * milliseconds, too.
     */
    private static final String LIMITS = "('lock_timeout', 2000), ('idle_in_transaction_session_timeout', 5000)";

    private PostgresSession() {}

    /** The statement; {@code handlers} may wait for locks, and do something else meanwhile, as long as they like. */
    static String sql(boolean handlers) {
        return "SELECT " + ON_DISK + ", (SELECT count(set_config(name, CAST(value AS text), false)) FROM (VALUES "
                + (handlers ? PROBES : PROBES + ", " + LIMITS) + ") AS wanted (name, value)"
                + " JOIN pg_settings USING (name)"
                + " WHERE source NOT IN ('global', 'database', 'user', 'database user', 'client', 'session')"
                + " AND CAST(setting AS integer) NOT BETWEEN 1 AND value)";
    }
}
