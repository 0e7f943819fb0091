package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The free slots, offered to entries that are yet to come. One thread offers, and ends its offer before it takes a
 * slot.
 */
final class Vacancies implements Claimant {
    private final Inbox inbox;
    private final Slots slots;
    private final InstantSource clock;
    private final Runnable wake;
    private StandingClaim offer = List::of;
    private volatile Instant until = Instant.MIN;
    private volatile boolean busy;
    private volatile Instant asked = Instant.MIN;
    private volatile int room = Integer.MAX_VALUE;
    private volatile int roomForClaims;

    /** Those of {@code slots}; {@code wake} is called when an offer was answered. */
    Vacancies(Inbox inbox, Slots slots, InstantSource clock, Runnable wake) {
        this.inbox = inbox;
        this.slots = slots;
        this.clock = clock;
        this.wake = wake;
    }

    /**
     * Offers what is free for leases of {@code length}, until leases that are held have to be renewed: somebody who
     * slept over that, as a suspended process does, would take what is only late. The offer before has been ended.
     */
    void offer(Duration length, Instant renewal) {
        room = Integer.MAX_VALUE;
        roomForClaims = Integer.MAX_VALUE;
        busy = false;
        until = renewal;
        offer = inbox.claimNext(this, length);
    }

    /** Whether something is just being taken: {@code wake} is called at the end of that. */
    boolean isBusy() {
        return busy;
    }

    /** Ends the offer; gives what was taken for it, {@link #since()} when. */
    List<Lease> end() {
        StandingClaim last = offer;
        offer = List::of;
        return last.end();
    }

    /** When what came of the last offer was claimed. */
    Instant since() {
        return asked;
    }

    /** Whether {@code taken} may not be all that there was for the last offer. */
    boolean isExhausted(List<Lease> taken) {
        return isExhausted(taken, room, roomForClaims);
    }

    /**
     * Whether {@code taken} may not be all, since there was no more {@code room}, or none for claims where there was
     * some.
     */
    static boolean isExhausted(List<Lease> taken, int room, int roomForClaims) {
        return taken.size() >= room
                || (roomForClaims > 0
                        && taken.stream()
                                        .filter(lease -> lease.incoming().trust() == Trust.CLAIMED)
                                        .count()
                                >= roomForClaims);
    }

    @Override
    public void begun() {
        busy = true;
    }

    @Override
    public int room() {
        room = clock.instant().isBefore(until) ? slots.free() : 0;
        return room;
    }

    @Override
    public int roomForClaims() {
        roomForClaims = slots.freeForClaims();
        return roomForClaims;
    }

    @Override
    public Instant now() {
        asked = clock.instant();
        return asked;
    }

    @Override
    public void answered() {
        busy = false;
        wake.run();
    }
}
