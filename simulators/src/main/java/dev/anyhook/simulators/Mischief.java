package dev.anyhook.simulators;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What is wrong with the way one delivery is carried. */
record Mischief(int copies, Duration delay, UnaryOperator<byte[]> tampering) {
    static final Mischief NONE = new Mischief(0, Duration.ZERO, UnaryOperator.identity());

    Mischief withCopies(int more) {
        if (more < 0) {
            throw new IllegalArgumentException("copies cannot be negative, as " + more + " is");
        }
        return new Mischief(more, delay, tampering);
    }

    Mischief withDelay(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative, as " + wait + " is");
        }
        return new Mischief(copies, wait, tampering);
    }

    Mischief withTampering(UnaryOperator<byte[]> change) {
        return new Mischief(copies, delay, change);
    }
}
