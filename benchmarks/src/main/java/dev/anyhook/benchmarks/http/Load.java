package dev.anyhook.benchmarks.http;

import org.HdrHistogram.Histogram;

/** What became of the deliveries of one run, and how long each took from the moment it should have been sent. */
final class Load {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
    private final long startedAt = System.nanoTime();
    private long lastAt = startedAt;
    private long accepted;
    private long duplicates;
    private long refused;
    private long lost;

    /** Notes the end of a delivery at {@code now}. */
    void note(Reply reply, long intendedAt, long now) {
        lastAt = now;
        if (!reply.isWhole()) {
            noteLost(intendedAt, now);
        } else if (reply.status() != 200) {
            refused++;
        } else {
            record(now - intendedAt);
            if (reply.isDuplicate()) {
                duplicates++;
            } else {
                accepted++;
            }
        }
    }

    /** Notes a delivery that is not answered by {@code now}: it takes that long at least. */
    void noteLost(long intendedAt, long now) {
        lost++;
        record(now - intendedAt);
    }

    private void record(long nanos) {
        latency.recordValue(Math.min(LONGEST_NANOS, Math.max(1, nanos)));
    }

    long accepted() {
        return accepted;
    }

    long duplicates() {
        return duplicates;
    }

    /** Answered with anything but 200. */
    long refused() {
        return refused;
    }

    /** Never answered. */
    long lost() {
        return lost;
    }

    long ended() {
        return accepted + duplicates + refused + lost;
    }

    double perSecond() {
        return accepted * 1e9 / Math.max(1, lastAt - startedAt);
    }

    /**
     * Milliseconds within which this part of the deliveries was answered, but for those that were answered with
     * anything but 200.
     */
    double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
