package dev.anyhook.benchmarks.verify;

import org.openjdk.jmh.results.RunResult;

/**
 * What one trial came to in one round.
 *
 * @param nanos nanoseconds of an operation, the median of the iterations
 * @param allocated bytes that an operation allocates
 */
record Score(double nanos, double allocated) {
    private static final int MEDIAN = 50;

    static Score of(RunResult result) {
        return new Score(
                result.getPrimaryResult().getStatistics().getPercentile(MEDIAN),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
