package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that handlers settle on: a pool of their own, so that handlers that hang starve nobody else. */
final class HandlerConnections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerConnections.class);

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final Pen pen;
    private final Set<SettlingTransaction> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    HandlerConnections(HikariDataSource pool, Dialect dialect, Pen pen) {
        this.pool = pool;
        this.dialect = dialect;
        this.pen = pen;
    }

    /** Begins {@code transaction} on a connection, which is given back or discarded once. */
    Lent begin(SettlingTransaction transaction) throws SQLException {
        Connection connection = pool.getConnection();
        boolean writing = false;
        try {
            pen.takeSoon();
            writing = true;
            connection.setAutoCommit(false);
            dialect.beginSettling(new Session(connection), transaction.row());
            Runnable unwatch = dialect.watch(connection, transaction::brokenOff);
            open.add(transaction);
            if (closing) {
                throw new SQLException("the inbox is closed");
            }
            return new Lent(connection, unwatch);
        } catch (Throwable failed) {
            open.remove(transaction);
            pool.evictConnection(connection);
            if (writing) {
                pen.giveBack();
            }
            throw failed;
        }
    }

    /** Commits what was done on {@code lent} together with "done"; nothing of it if the lease was lost. */
    boolean commit(HeldLease lease, Lent lent, Settles settles) throws SQLException {
        Connection connection = lent.connection();
        boolean whole = false;
        try {
            boolean mine = settles.finish(new Session(connection), lease, dialect.settlingMark());
            lent.unwatch().run();
            if (mine) {
                connection.commit();
            } else {
                connection.rollback();
            }
            whole = true;
            return mine;
        } catch (Throwable failed) {
            undo(connection, failed);
            throw failed;
        } finally {
            end(lease.transaction(), connection, whole);
        }
    }

    /** Frees the rows at once; closing the connection, which happens later, would too. */
    private static void undo(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }

    /** Undoes what was done on {@code lent}. */
    void rollBack(HeldLease lease, Lent lent) {
        Connection connection = lent.connection();
        boolean whole = false;
        try {
            lent.unwatch().run();
            connection.rollback();
            whole = dialect.mayWrite(connection); // Or its handlers fail again and again, each time on the same one.
        } catch (SQLException broken) {
            LOG.debug("a settling transaction ended with its connection", broken);
        } finally {
            end(lease.transaction(), connection, whole);
        }
    }

    /** Closes the connection of {@code transaction} for good, with all that was done on it. */
    void discard(SettlingTransaction transaction, Lent lent) {
        Connection connection = lent.connection();
        try {
            dialect.interrupt(connection);
        } catch (SQLException broken) {
            LOG.debug("a settling transaction could not be interrupted", broken);
        } finally {
            end(transaction, connection, false);
        }
    }

    private void end(SettlingTransaction transaction, Connection connection, boolean whole) {
        open.remove(transaction);
        try {
            if (whole) {
                connection.close();
            } else {
                pool.evictConnection(connection);
            }
        } catch (SQLException broken) {
            LOG.debug("a connection could not be given back", broken);
        } finally {
            pen.giveBack();
        }
    }

    /** Takes the connection from handlers that have had it for too long, or have lost their lease. */
    void revokeOverdue() {
        for (SettlingTransaction transaction : open) {
            if (transaction.isOverdue(dialect.longestTransaction())) {
                LOG.warn("a handler has kept its settling transaction for too long; it is rolled back");
                transaction.revoke();
            }
        }
    }

    /** Takes the connection from every handler that has one, and gives out no more. */
    void revokeAll() {
        closing = true;
        open.forEach(SettlingTransaction::revoke);
    }

    @Override
    public void close() {
        revokeAll();
        pool.close();
    }
}
