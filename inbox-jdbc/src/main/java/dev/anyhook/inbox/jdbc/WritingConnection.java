package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that groups are written on: opened when needed, and opened anew once it is broken. */
final class WritingConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WritingConnection.class);

    /** What fails within that did not hang, and may be tried again without keeping anybody waiting. */
    static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final Pen pen;
    private @Nullable Session open;

    WritingConnection(HikariDataSource pool, Dialect dialect, Pen pen) {
        this.pool = pool;
        this.dialect = dialect;
        this.pen = pen;
    }

    /** Whether there is a connection, and nobody has the pen. */
    boolean isReady() {
        return open != null && pen.isFree();
    }

    /**
     * Does {@code work} and commits it, or leaves no trace of it. A connection that turns out at once to have been lost
     * is no reason to fail: the work is done on a new one.
     */
    void transact(Work work) throws SQLException {
        pen.take();
        try {
            Throwable lost = write(work, open != null);
            if (lost != null) {
                doAnew(work, lost);
            }
        } finally {
            pen.giveBack();
        }
    }

    private void doAnew(Work work, Throwable lost) throws SQLException {
        try {
            write(work, false);
        } catch (SQLException | RuntimeException failed) {
            failed.addSuppressed(lost);
            throw failed;
        }
    }

    /**
     * Why the connection, if it was {@code used} before, was lost before there was anything to commit; null if it was
     * not.
     */
    private @Nullable Throwable write(Work work, boolean used) throws SQLException {
        Session session = session();
        boolean committing = false;
        long began = System.nanoTime();
        try {
            work.on(session);
            committing = true;
            session.connection().commit();
            return null;
        } catch (Throwable failed) {
            boolean lost = !rollBack(session, failed);
            if (lost && used && !committing && System.nanoTime() - began < AT_ONCE_NANOS) {
                return failed;
            }
            throw failed;
        }
    }

    private Session session() throws SQLException {
        Session present = open;
        if (present == null) {
            present = new Session(begun(pool.getConnection()));
            open = present;
        }
        return present;
    }

    private Connection begun(Connection connection) throws SQLException {
        try {
            dialect.hasten(connection);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException broken) {
            pool.evictConnection(connection);
            throw broken;
        }
    }

    /** False when not even that was possible. */
    private boolean rollBack(Session session, Throwable cause) {
        boolean lost = false;
        boolean broken = !(cause instanceof SQLException failed) || !dialect.blamesCommand(failed);
        try {
            session.connection().rollback();
            session.forget();
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
            lost = true;
        }
        if (lost || broken) {
            pool.evictConnection(session.connection());
            open = null;
        }
        return !lost;
    }

    @Override
    public void close() {
        Session last = open;
        open = null;
        try {
            if (last != null) {
                last.connection().close();
            }
        } catch (SQLException gone) {
            LOG.debug("the connection was broken already", gone);
        }
    }

    /** What to write. */
    @FunctionalInterface
    interface Work {
        void on(Session session) throws SQLException;
    }
}
