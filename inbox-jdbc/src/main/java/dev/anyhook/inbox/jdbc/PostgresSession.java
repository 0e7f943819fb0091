package dev.anyhook.inbox.jdbc;

/**
 * What a new session is told. Whatever a role or a database sets for itself stands, except that commits wait for the
 * disk.
 */
final class PostgresSession {
    /**
     * A receiver that is frozen in the midst of a transaction, or cut off from the server, must not keep others from
     * what it has written there: vendors send them just that again. A group takes milliseconds.
     */
    private static final String LONGEST_WAIT = unlessSet("lock_timeout", "2s");

    private static final String LONGEST_PAUSE = unlessSet("idle_in_transaction_session_timeout", "5s");

    private static final String ON_DISK = "set_config('synchronous_commit',"
            + " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
            + " ELSE current_setting('synchronous_commit') END, false)";

    /**
     * A host that is gone is noticed within two minutes, not two hours. In seconds; without effect where there is no
     * TCP.
     */
    private static final String KEEP_ALIVE =
            "set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false)";

    private PostgresSession() {}

    /** The statement; {@code handlers} may wait for locks, and do something else meanwhile, as long as they like. */
    static String sql(boolean handlers) {
        String all = "SELECT " + ON_DISK + ", " + KEEP_ALIVE;
        return handlers ? all : all + ", " + LONGEST_WAIT + ", " + LONGEST_PAUSE;
    }

    private static String unlessSet(String name, String value) {
        return "set_config('" + name + "', CASE current_setting('" + name + "') WHEN '0' THEN '" + value
                + "' ELSE current_setting('" + name + "') END, false)";
    }
}
