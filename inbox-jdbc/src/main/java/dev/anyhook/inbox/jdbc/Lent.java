package dev.anyhook.inbox.jdbc;

import java.sql.Connection;

/**
 * A connection in the hands of a handler, in a transaction.
 *
 * @param connection what the handler's statements run on
 * @param unwatch says that whoever ends the transaction from now on may do so
 */
record Lent(Connection connection, Runnable unwatch) {}
