package dev.anyhook.benchmarks.inbox;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What one round of one contender came to. Latencies are in microseconds.
 *
 * @param rate appends a second
 * @param syncs disk syncs per append
 * @param processor microseconds of processor time per append, of this process and the database's
 */
record Measured(double rate, double p50, double p99, double p999, double max, double syncs, double processor) {
    private static final double MICRO = 1_000.0;

    static Measured of(Histogram latencies, Duration elapsed, long syncs, Duration processor) {
        long appends = latencies.getTotalCount();
        return new Measured(
                appends * 1e9 / elapsed.toNanos(),
                latencies.getValueAtPercentile(50) / MICRO,
                latencies.getValueAtPercentile(99) / MICRO,
                latencies.getValueAtPercentile(99.9) / MICRO,
                latencies.getMaxValue() / MICRO,
                (double) syncs / appends,
                processor.toNanos() / MICRO / appends);
    }
}
