package dev.anyhook.benchmarks.verify;

import java.time.Duration;
import java.util.List;
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
    /** What the virtual machine of each trial is given; a heap that neither grows nor shrinks moves no figure. */
    static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    /** What a trial takes beside: a virtual machine starts, and checks its contender. */
    private static final Duration START = Duration.ofSeconds(2);

    /** To know: fully warm, which takes peers that allocate some ten seconds. */
    static final Pace FULL = new Pace(3, TimeValue.seconds(10), 5, TimeValue.seconds(1), 1.0);

    /** To see everybody: as warm and as long, but each once. */
    static final Pace ONCE = new Pace(1, TimeValue.seconds(10), 5, TimeValue.seconds(1), 1.0);

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
                .jvmArgsAppend(HEAP.toArray(String[]::new))
                .verbosity(VerboseMode.SILENT);
    }

    /** How long {@code trials} of them take, all rounds together. */
    Duration lasts(int trials) {
        long millis = warmUp.convertTo(TimeUnit.MILLISECONDS) + iterations * iteration.convertTo(TimeUnit.MILLISECONDS);
        return START.plusMillis(millis).multipliedBy((long) trials * rounds);
    }

    /** What a figure and its spread mean. */
    String describe() {
        String trial = "Each trial is warmed up for %s and measured %d times for %s; "
                .formatted(warmUp, iterations, iteration);
        return trial
                + (rounds == 1
                        ? "the median of those measurements counts, and the spread is theirs: there was one round."
                        : "of %d rounds the median counts, and the spread is theirs.".formatted(rounds));
    }
}
