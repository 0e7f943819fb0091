package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a handler's effects and "done" share. It begins when the handler first uses its connection, and
 * ends with the lease; one that lasts too long is taken away, and then nothing of it remains.
 */
final class SettlingTransaction {
    private final HandlerConnections connections;
    private final Connection guarded = SettlingConnection.guard(this::connection);
    private final Duration lease;
    private volatile long leaseEnd;
    private long begun;
    private @Nullable Connection connection;
    private boolean ended;
    private boolean revoked;

    SettlingTransaction(HandlerConnections connections, Duration lease) {
        this.connections = connections;
        this.lease = lease;
        renewed();
    }

    Connection guarded() {
        return guarded;
    }

    private synchronized Connection connection() throws SQLException {
        if (ended) {
            throw new SQLException(
                    revoked
                            ? "the settling transaction took too long and was rolled back"
                            : "the settling transaction has ended with its handler");
        }
        Connection present = connection;
        if (present == null) {
            present = connections.begin(this);
            begun = System.nanoTime();
            connection = present;
        }
        return present;
    }

    /** Counts the length of the lease from now on. */
    void renewed() {
        leaseEnd = System.nanoTime() + lease.toNanos();
    }

    synchronized boolean isOverdue(Duration longest) {
        long now = System.nanoTime();
        return now - leaseEnd > 0 || now - begun > longest.toNanos();
    }

    /** Rolls back and lets nobody use it again. */
    void revoke() {
        Connection taken;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            revoked = true;
            taken = connection;
        }
        if (taken != null) {
            connections.discard(this, taken);
        }
    }

    /**
     * Ends it for the handler; gives the connection on which something was done, to be committed or discarded; null if
     * nothing was.
     *
     * @throws SQLException if what was {@code done} has been rolled back
     */
    synchronized @Nullable Connection end(boolean done) throws SQLException {
        if (revoked && done) {
            throw new SQLException(
                    "the settling transaction took too long and was rolled back, so the event is not done");
        }
        Connection last = ended ? null : connection;
        ended = true;
        return last;
    }
}
