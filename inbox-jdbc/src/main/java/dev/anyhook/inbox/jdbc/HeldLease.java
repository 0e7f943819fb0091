package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import java.sql.Connection;
import java.util.Optional;

/** A claimed row. Its fence tells whether it is still ours; its transaction, if a handler uses it, settles it. */
final class HeldLease implements Lease {
    private final Claimed row;
    private final SettlingTransaction transaction;

    HeldLease(Claimed row, SettlingTransaction transaction) {
        this.row = row;
        this.transaction = transaction;
    }

    long seq() {
        return row.seq();
    }

    long fence() {
        return row.fence();
    }

    SettlingTransaction transaction() {
        return transaction;
    }

    @Override
    public IncomingEvent incoming() {
        return row.incoming();
    }

    @Override
    public int attempt() {
        return row.attempt();
    }

    @Override
    public boolean isLate() {
        return row.late();
    }

    /** Offers {@link Connection}: what a handler does on it commits together with "done", or not at all. */
    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return type == Connection.class ? Optional.of(type.cast(transaction.guarded())) : Optional.empty();
    }
}
