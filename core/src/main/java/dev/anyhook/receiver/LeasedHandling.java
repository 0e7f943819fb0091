package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.time.Instant;
import java.util.Optional;

/** The circumstances that a lease tells. */
record LeasedHandling(Lease lease) implements Handling {
    @Override
    public Trust trust() {
        return lease.incoming().trust();
    }

    @Override
    public Instant receivedAt() {
        return lease.incoming().receivedAt();
    }

    @Override
    public int attempt() {
        return lease.attempt();
    }

    @Override
    public boolean isLate() {
        return lease.isLate();
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return lease.resource(type);
    }
}
