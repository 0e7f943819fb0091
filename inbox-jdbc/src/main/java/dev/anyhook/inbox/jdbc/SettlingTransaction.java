package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a handler's effects and "done" share. It begins when the handler first uses its connection, and
 * ends with the lease; one that lasts too long is taken away, and then nothing of it remains. Nor does anything of one
 * that the database has ended by itself.
 */
final class SettlingTransaction implements SettlingConnection.Source {
    private static final String TOO_LONG = "the settling transaction took too long and was rolled back";
    private static final String BROKEN_OFF =
            "the settling transaction was ended by an error, or by the handler's own SQL";

    private final HandlerConnections connections;
    private final Connection guarded = SettlingConnection.guard(this);
    private final Claimed row;
    private volatile long leaseEnd;
    private long begun;
    private @Nullable Lent lent;
    private boolean ended;
    private @Nullable String lost;
    private volatile boolean brokenOff;

    SettlingTransaction(HandlerConnections connections, Claimed row) {
        this.connections = connections;
        this.row = row;
        renewed();
    }

    Connection guarded() {
        return guarded;
    }

    /** What it settles. */
    Claimed row() {
        return row;
    }

    @Override
    public Connection connection() throws SQLException {
        takeBackIfBrokenOff();
        return opened();
    }

    private synchronized Connection opened() throws SQLException {
        if (ended) {
            throw new SQLException(lost != null ? lost : "the settling transaction has ended with its handler");
        }
        Lent present = lent;
        if (present == null) {
            present = connections.begin(this);
            begun = System.nanoTime();
            lent = present;
        }
        return present.connection();
    }

    /** The database has ended the transaction: what comes now would be kept without the rest, so nothing may come. */
    void brokenOff() {
        brokenOff = true;
    }

    private void takeBackIfBrokenOff() {
        if (brokenOff) {
            revoke(BROKEN_OFF);
        }
    }

    /** Counts the length of the lease from now on. */
    void renewed() {
        leaseEnd = System.nanoTime() + row.length().toNanos();
    }

    synchronized boolean isOverdue(Duration longest) {
        long now = System.nanoTime();
        return now - leaseEnd > 0 || now - begun > longest.toNanos();
    }

    /** Rolls back and lets nobody use it again. */
    void revoke() {
        revoke(TOO_LONG);
    }

    private void revoke(String why) {
        Lent taken;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            lost = why;
            taken = lent;
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
    @Nullable
    Lent end(boolean done) throws SQLException {
        takeBackIfBrokenOff();
        synchronized (this) {
            if (lost != null && done) {
                throw new SQLException(lost + ", so the event is not done");
            }
            Lent last = ended ? null : lent;
            ended = true;
            return last;
        }
    }
}
