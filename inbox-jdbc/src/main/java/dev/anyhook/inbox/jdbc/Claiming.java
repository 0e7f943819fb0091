package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.Claimant;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.StandingClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who claims rows, and when: at once, or together with the next events that are kept. One looks at a time. */
final class Claiming {
    private static final long SHORTEST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of who comes back soon, because somebody else was just claiming: or they meet again. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final GroupWriter writer;
    private final Claims claims;
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable Standing standing;

    Claiming(GroupWriter writer, Claims claims) {
        this.writer = writer;
        this.claims = claims;
    }

    /** Claims at once; nothing when that has to wait for long: a lease that has hardly begun would have run out. */
    List<Lease> now(int limit, int mereClaims, Instant now, Duration length) {
        long asked = System.nanoTime();
        long patience = Math.max(SHORTEST_PATIENCE_NANOS, length.dividedBy(3).toNanos());
        looking.lock();
        try {
            endStanding();
            Optional<List<Lease>> leases =
                    writer.await(new Command.Run<>(session -> System.nanoTime() - asked > patience
                            ? Optional.empty()
                            : claims.take(session, limit, mereClaims, now, length)));
            if (leases.isEmpty()) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
                return List.of();
            }
            claims.committed();
            return leases.get();
        } finally {
            looking.unlock();
        }
    }

    /** Claims with the next events that are kept. */
    StandingClaim next(Claimant claimant, Duration length) {
        var command = new Command.ClaimNext(
                claimant,
                (session, mereClaims) -> {
                    Instant now = claimant.now();
                    int room = claimant.room();
                    int roomForClaims = mereClaims ? claimant.roomForClaims() : 0;
                    return room > 0
                            ? claims.take(session, room, roomForClaims, now, length)
                                    .orElse(List.of())
                            : List.of();
                },
                claims::committed);
        looking.lock();
        try {
            endStanding();
            var next = new Standing(writer, command);
            standing = next;
            writer.stand(command);
            return next;
        } finally {
            looking.unlock();
        }
    }

    private void endStanding() {
        Standing last = standing;
        standing = null;
        if (last != null) {
            last.stop();
        }
    }
}
