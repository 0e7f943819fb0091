package dev.anyhook.simulators;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What is wrong with the way one delivery is carried, and with the time it is dated. */
record Mischief(int copies, Duration delay, UnaryOperator<byte[]> tampering, Duration misdating, Passage passage) {
    static final Mischief NONE =
            new Mischief(0, Duration.ZERO, UnaryOperator.identity(), Duration.ZERO, Passage.UNHINDERED);

    Mischief withCopies(int more) {
        if (more < 0) {
            throw new IllegalArgumentException("copies cannot be negative, as " + more + " is");
        }
        return new Mischief(more, delay, tampering, misdating, passage);
    }

    Mischief withDelay(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative, as " + wait + " is");
        }
        return new Mischief(copies, wait, tampering, misdating, passage);
    }

    Mischief withTampering(UnaryOperator<byte[]> change) {
        return new Mischief(copies, delay, change, misdating, passage);
    }

    Mischief withMisdating(Duration shift) {
        return new Mischief(copies, delay, tampering, shift, passage);
    }

    Mischief withPassage(Passage other) {
        return new Mischief(copies, delay, tampering, misdating, other);
    }

    /** How far a delivery and its answer come. */
    enum Passage {
        UNHINDERED,
        /** The receiver never sees the delivery. */
        LOST,
        /** The receiver sees the delivery; the vendor never sees the answer. */
        UNANSWERED
    }
}
