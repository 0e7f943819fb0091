package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many entries are worked on at once; claims, which wait for a vendor's API, take half of the slots at most, and no
 * more than their limit.
 */
final class Slots {
    private final int count;
    private final Semaphore free;
    private final Semaphore freeForClaims;

    Slots(int count, int mostClaims) {
        this.count = count;
        this.free = new Semaphore(count);
        this.freeForClaims = new Semaphore(Math.max(1, Math.min(count / 2, mostClaims)));
    }

    int free() {
        return free.availablePermits();
    }

    int freeForClaims() {
        return freeForClaims.availablePermits();
    }

    /** Takes a slot for {@code lease} if there is one. */
    boolean take(Lease lease) {
        if (!free.tryAcquire()) {
            return false;
        }
        if (isClaim(lease) && !freeForClaims.tryAcquire()) {
            free.release();
            return false;
        }
        return true;
    }

    /** Frees the slot of {@code lease}. */
    void free(Lease lease) {
        if (isClaim(lease)) {
            freeForClaims.release();
        }
        free.release();
    }

    private static boolean isClaim(Lease lease) {
        return lease.incoming().trust() == Trust.CLAIMED;
    }

    /** Waits until every slot is free, and takes them all; false when that did not come to be in time. */
    boolean takeAllWithin(long nanos) throws InterruptedException {
        return free.tryAcquire(count, nanos, TimeUnit.NANOSECONDS);
    }
}
