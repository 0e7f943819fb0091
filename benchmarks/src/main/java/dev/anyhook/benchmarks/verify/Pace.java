package dev.anyhook.benchmarks.verify;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long everything is measured.
 *
 * @param rounds how often each trial comes round; ratios are taken within a round
 * @param warmUp how long a trial runs before it counts
 * @param iterations how many measurements a trial takes; the median is its score
 * @param iteration how long each lasts
 * @param slack how far a ratio may lie beyond its goal before it counts as missed
 */
record Pace(int rounds, TimeValue warmUp, int iterations, TimeValue iteration, double slack) {
    /** To know: fully warm, which takes peers that allocate some ten seconds. */
    static final Pace FULL = new Pace(3, TimeValue.seconds(10), 5, TimeValue.seconds(1), 1.0);

    /** To notice: long enough for a ratio that has fallen, not for one that has moved. */
    static final Pace QUICK = new Pace(3, TimeValue.seconds(3), 4, TimeValue.milliseconds(250), 1.1);

    ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .forks(1)
                .warmupIterations(
                        (int) warmUp.convertTo(TimeUnit.SECONDS)) // A compiler sees each begin, and not one only.
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xms1g", "-Xmx1g")
                .verbosity(VerboseMode.SILENT);
    }
}
