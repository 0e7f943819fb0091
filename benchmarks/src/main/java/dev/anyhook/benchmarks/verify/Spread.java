package dev.anyhook.benchmarks.verify;

import java.util.Arrays;

/**
 * What several rounds, or the iterations of one, came to.
 *
 * @param least the least of them
 * @param middle the median
 * @param most the most
 */
record Spread(double least, double middle, double most) {
    static Spread of(double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /** How far they lie from the median at most, in hundredths of it. */
    double percent() {
        return middle == 0 ? 0 : 100 * Math.max(most - middle, middle - least) / middle;
    }
}
