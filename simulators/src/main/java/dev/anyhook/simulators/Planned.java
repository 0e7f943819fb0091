package dev.anyhook.simulators;

import java.time.Instant;

/** One attempt that is still to be made, the earliest first and equals in the order they were planned. */
record Planned(Message message, int number, Mischief mischief, Instant due, long sequence)
        implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
        int byDue = due.compareTo(other.due);
        return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
    }
}
