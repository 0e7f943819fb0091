package dev.anyhook.benchmarks.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A ratio of two contenders, or a figure of one, and where it should be. Taken in each round, side by side; the median
 * counts.
 *
 * @param what the goal in words
 * @param of whose figure
 * @param to whose figure it is divided by; of the same name with a figure of 1 where there is no ratio
 * @param figure which figure
 * @param other which figure of the other
 * @param bound the goal
 * @param floor what even a noisy run must reach
 * @param atLeast whether more is better
 */
record Goal(
        String what,
        String of,
        String to,
        ToDoubleFunction<Figures> figure,
        ToDoubleFunction<Figures> other,
        double bound,
        double floor,
        boolean atLeast) {
    static Goal ratioAtLeast(
            String what, Contender of, Contender to, ToDoubleFunction<Figures> figure, double bound, double floor) {
        return new Goal(what, of.name(), to.name(), figure, figure, bound, floor, true);
    }

    static Goal ratioAtMost(
            String what, Contender of, Contender to, ToDoubleFunction<Figures> figure, double bound, double floor) {
        return new Goal(what, of.name(), to.name(), figure, figure, bound, floor, false);
    }

    static Goal atLeast(String what, Contender of, ToDoubleFunction<Figures> figure, double bound, double floor) {
        return new Goal(what, of.name(), of.name(), figure, figures -> 1, bound, floor, true);
    }

    static Goal atMost(String what, Contender of, ToDoubleFunction<Figures> figure, double bound, double floor) {
        return new Goal(what, of.name(), of.name(), figure, figures -> 1, bound, floor, false);
    }

    /** The figure in each round. */
    Spread in(Results results) {
        List<Figures> ours = results.of(of);
        List<Figures> theirs = results.of(to);
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(figure.applyAsDouble(ours.get(round)) / other.applyAsDouble(theirs.get(round)));
        }
        return new Spread(ratios);
    }

    /** Whether it is reached, by one who accepted everything: who turns deliveries away is quick with the others. */
    boolean isMet(Results results) {
        boolean acceptsAll = results.of(of).stream().allMatch(figures -> figures.notAccepted() == 0);
        return acceptsAll && holds(in(results).median(), bound);
    }

    boolean isAboveFloor(Results results) {
        return holds(in(results).median(), floor);
    }

    private boolean holds(double value, double limit) {
        return atLeast ? value >= limit : value <= limit;
    }
}
