package dev.anyhook.simulators;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's deliveries, each a real POST. What is emitted is sent at once, by the thread that emits it, and has been
 * answered when the emitting call returns; retries fall due by the simulator's clock and are sent by
 * {@link #deliverDue()}. Misbehaviour is asked for in advance, can be combined, and meets the next delivery only, that
 * is: the next event on its way to one endpoint. Safe for any number of threads.
 */
public final class Deliveries {
    private final InstantSource clock;
    private final RetrySchedule schedule;
    private final Postman postman = new Postman();
    private final List<Attempt> attempts = new ArrayList<>();
    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private final List<Planned> held = new ArrayList<>();
    private @Nullable SentDelivery last;
    private Mischief next = Mischief.NONE;
    private boolean holding;
    private boolean silent;
    private @Nullable InstantSource dates;
    private int dropping;
    private long sequence;

    Deliveries(InstantSource clock, RetrySchedule schedule) {
        this.clock = clock;
        this.schedule = schedule;
    }

    void deliverVia(URI origin) {
        postman.deliverVia(origin);
    }

    void emit(Message message) {
        Planned plan;
        synchronized (this) {
            if (silent) {
                return;
            }
            if (dropping > 0) {
                dropping--;
                return;
            }
            plan = new Planned(message, 1, next, clock.instant().plus(next.delay()), sequence++);
            next = Mischief.NONE;
            if (holding) {
                held.add(plan);
                return;
            }
            if (!plan.mischief().delay().isZero()) {
                planned.add(plan);
                return;
            }
        }
        send(plan);
    }

    /** Sends what has fallen due by now, earliest first, and returns how many attempts that made. */
    public int deliverDue() {
        int sent = 0;
        for (Planned due = nextDueBy(clock.instant()); due != null; due = nextDueBy(clock.instant())) {
            sent += send(due);
        }
        return sent;
    }

    private synchronized @Nullable Planned nextDueBy(Instant now) {
        Planned first = planned.peek();
        return silent || first == null || first.due().isAfter(now) ? null : planned.remove();
    }

    private int send(Planned plan) {
        if (isSilent() || !plan.message().isWanted()) {
            return 0;
        }
        Mischief mischief = plan.mischief();
        SentDelivery signed = sign(plan.message(), mischief.misdating());
        SentDelivery wire = signed.carriedAs(mischief.tampering().apply(signed.body()));
        Attempt attempt = carry(wire, plan.number(), false, mischief.passage());
        for (int copy = 0; copy < mischief.copies(); copy++) {
            carry(wire, plan.number(), true, mischief.passage());
        }
        if (!attempt.succeeded()) {
            retry(plan);
        }
        return 1 + mischief.copies();
    }

    private synchronized SentDelivery sign(Message message, Duration misdating) {
        Instant now = clock.instant();
        Instant date = dates == null ? now : dates.instant();
        SentDelivery signed = message.signed(date.plus(misdating), now);
        last = signed;
        return signed;
    }

    private Attempt carry(SentDelivery wire, int number, boolean repeated, Mischief.Passage passage) {
        Instant at = clock.instant();
        Postman.Outcome outcome = postman.carry(wire, passage);
        var attempt = new Attempt(wire, at, number, repeated, outcome.status(), outcome.failure());
        synchronized (this) {
            attempts.add(attempt);
        }
        return attempt;
    }

    private synchronized boolean isSilent() {
        return silent;
    }

    private synchronized void retry(Planned failed) {
        schedule.after(failed.number())
                .ifPresent(wait -> planned.add(new Planned(
                        failed.message(),
                        failed.number() + 1,
                        Mischief.NONE,
                        clock.instant().plus(wait),
                        sequence++)));
    }

    /** Every attempt so far, repetitions and forgeries included, in the order they ended. */
    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** When the next delayed delivery or retry falls due, empty when none waits or the vendor is silent. */
    public synchronized Optional<Instant> nextDue() {
        return silent ? Optional.empty() : Optional.ofNullable(planned.peek()).map(Planned::due);
    }

    /**
     * The newest delivery as the vendor signed it, before any tampering.
     *
     * @throws IllegalStateException if nothing was sent yet
     */
    public synchronized SentDelivery last() {
        if (last == null) {
            throw new IllegalStateException("nothing was sent yet");
        }
        return last;
    }

    /** How long a receiver may take to answer, 15 seconds at first (Svix "Retries", read 2026-07-02). */
    public void timeout(Duration limit) {
        postman.timeout(limit);
    }

    /** Keeps back everything emitted from now on, until it is released. */
    public synchronized void hold() {
        holding = true;
    }

    /** Sends what was held, in the order it was emitted, each signed now. */
    public void release() {
        takeHeld().forEach(this::send);
    }

    /** Sends what was held in the opposite order, each signed now. */
    public void releaseReordered() {
        List<Planned> taken = takeHeld();
        Collections.reverse(taken);
        taken.forEach(this::send);
    }

    private synchronized List<Planned> takeHeld() {
        holding = false;
        var taken = new ArrayList<>(held);
        held.clear();
        return taken;
    }

    /** Sends the next delivery {@code copies} times more, the same bytes and headers each time. */
    public synchronized void repeat(int copies) {
        next = next.withCopies(copies);
    }

    /** Lets the next delivery fall due only {@code wait} after it is emitted. */
    public synchronized void delay(Duration wait) {
        next = next.withDelay(wait);
    }

    /** Loses the next {@code count} deliveries for good: no attempt, no retry. */
    public synchronized void drop(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count cannot be negative, as " + count + " is");
        }
        dropping = count;
    }

    /** Changes the body of the next delivery on its way, after it was signed; a retry arrives as it was signed. */
    public synchronized void tamper(UnaryOperator<byte[]> change) {
        next = next.withTampering(Objects.requireNonNull(change, "change"));
    }

    /**
     * Signs the next delivery as if it were sent {@code shift} later than it is, or earlier; a retry is dated right.
     */
    public synchronized void misdate(Duration shift) {
        next = next.withMisdating(Objects.requireNonNull(shift, "shift"));
    }

    /** Loses the next delivery on its way: an attempt that fails, after which a vendor that retries will retry. */
    public synchronized void lose() {
        next = next.withPassage(Mischief.Passage.LOST);
    }

    /** Lets the next delivery arrive and loses its answer, so that a vendor that retries sends again what was taken. */
    public synchronized void loseAnswer() {
        next = next.withPassage(Mischief.Passage.UNANSWERED);
    }

    /** Lets nothing reach the receiver from now on, as if it were down; every attempt fails at once. */
    public void cutOff() {
        postman.cutOff(true);
    }

    /** Ends {@link #cutOff()}. */
    public void reconnect() {
        postman.cutOff(false);
    }

    /** Sends nothing more: what is emitted or released is lost for good, and retries that fall due have to wait. */
    public synchronized void goSilent() {
        silent = true;
    }

    /** Ends {@link #goSilent()}. */
    public synchronized void speak() {
        silent = false;
    }

    /** Ends every misbehaviour, asked for or under way, and forgets what was held and what is still to be sent. */
    public synchronized void behave() {
        next = Mischief.NONE;
        holding = false;
        silent = false;
        dropping = 0;
        held.clear();
        planned.clear();
        postman.cutOff(false);
    }

    /** Forgets the attempts made so far. */
    public synchronized void forget() {
        attempts.clear();
        last = null;
    }

    /**
     * Dates and signs by {@code dating} instead of the simulator's clock, for a receiver whose own clock cannot be
     * moved; retries still fall due by the simulator's.
     */
    public synchronized void dateBy(InstantSource dating) {
        dates = Objects.requireNonNull(dating, "dating");
    }

    /** Sends the bytes and headers of {@code earlier} again, unchanged and with their old signature. */
    public Attempt replay(Attempt earlier) {
        return carry(earlier.sent(), earlier.number(), true, Mischief.Passage.UNHINDERED);
    }

    /** Sends {@code forged} as it is, once; the vendor knows nothing of it and does not retry. */
    public Attempt forge(SentDelivery forged) {
        return carry(forged, 1, false, Mischief.Passage.UNHINDERED);
    }
}
