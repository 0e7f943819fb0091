package dev.anyhook.simulators;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to go wrong with the next requests to an API, in the order it was asked for. */
final class Faults {
    private final Deque<Fault> staged = new ArrayDeque<>();
    private @Nullable Fault lasting;

    synchronized void stage(Fault fault) {
        staged.addLast(fault);
    }

    synchronized Optional<Fault> next() {
        return Optional.ofNullable(staged.isEmpty() ? lasting : staged.removeFirst());
    }

    /** From now on every request fails like this, once what is staged has been used up. */
    synchronized void last(Fault fault) {
        lasting = fault;
    }

    synchronized void clear() {
        staged.clear();
        lasting = null;
    }

    /** How one request fails; {@code answer} is set for {@link Way#ANSWER} only. */
    record Fault(Way way, @Nullable Answer answer) {
        static Fault answering(Answer answer) {
            return new Fault(Way.ANSWER, answer);
        }
    }

    /** The ways in which a request can fail. */
    enum Way {
        /** The prepared answer, and the request has no effect. */
        ANSWER,
        /** No answer while the simulator lives, and the request has no effect. */
        HANG,
        /** The request has its effect and the connection ends without an answer. */
        LOSE_ANSWER
    }
}
