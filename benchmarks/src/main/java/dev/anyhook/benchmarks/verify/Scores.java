package dev.anyhook.benchmarks.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** What all trials came to, round by round: in each round every trial has its turn, so that a slow minute is shared. */
final class Scores {
    private final Map<Trial, List<Score>> rounds = new LinkedHashMap<>();

    private Scores() {}

    static Scores measure(Collection<Trial> trials, Pace pace) throws RunnerException {
        var scores = new Scores();
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Trial trial : trials) {
                System.err.println("round " + round + " of " + pace.rounds() + ": " + trial);
                ChainedOptionsBuilder options = pace.options();
                trial.choose(options);
                Score score = Score.of(new Runner(options.build()).runSingle());
                scores.rounds.computeIfAbsent(trial, any -> new ArrayList<>()).add(score);
            }
        }
        return scores;
    }

    /** Over the rounds; over the iterations when there was one round only. */
    Spread nanos(Trial trial) {
        List<Score> scores = of(trial);
        return scores.size() == 1
                ? scores.get(0).nanos()
                : spread(trial, score -> score.nanos().middle());
    }

    Spread allocated(Trial trial) {
        return spread(trial, Score::allocated);
    }

    private Spread spread(Trial trial, ToDoubleFunction<Score> figure) {
        return Spread.of(of(trial).stream().mapToDouble(figure).toArray());
    }

    /** The time of {@code one} in terms of {@code other}'s in the same round. */
    Spread ratio(Trial one, Trial other) {
        List<Score> ones = of(one);
        List<Score> others = of(other);
        double[] ratios = new double[ones.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ones.get(i).nanos().middle() / others.get(i).nanos().middle();
        }
        return Spread.of(ratios);
    }

    private List<Score> of(Trial trial) {
        return rounds.getOrDefault(trial, List.of());
    }
}
