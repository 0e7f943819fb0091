package dev.anyhook.benchmarks.verify;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What one trial came to in one round.
 *
 * @param nanos nanoseconds of an operation, as the iterations saw them
 * @param allocated bytes that an operation allocates
 */
record Score(Spread nanos, double allocated) {
    private static final int MEDIAN = 50;

    static Score of(RunResult result) {
        Statistics iterations = result.getPrimaryResult().getStatistics();
        return new Score(
                new Spread(iterations.getMin(), iterations.getPercentile(MEDIAN), iterations.getMax()),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
}
