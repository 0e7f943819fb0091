package dev.anyhook.benchmarks.verify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a report measures and prints, and for how long. */
enum Plan {
    /** All tables and all goals. */
    FULL("", Pace.FULL, Comparison.ALL, Goal.ALL),

    /** All tables, in one round; no goal, because a single round cannot tell a miss from a slow minute. */
    TABLES("--tables", Pace.ONCE, Comparison.ALL, List.of()),

    /** The goals, and only what they need. */
    GOALS("--goals", Pace.FULL, List.of(), Goal.ALL),

    /** The same, shortly: a guard against regressions. */
    QUICK("--quick", Pace.QUICK, List.of(), Goal.ALL);

    private final String option;
    private final Pace pace;
    private final List<Comparison> comparisons;
    private final List<Goal> goals;

    Plan(String option, Pace pace, List<Comparison> comparisons, List<Goal> goals) {
        this.option = option;
        this.pace = pace;
        this.comparisons = comparisons;
        this.goals = goals;
    }

    /** The plan that the command line asks for; null when there is none. */
    static @Nullable Plan of(String... args) {
        String wanted = String.join(" ", args);
        for (Plan plan : values()) {
            if (plan.option.equals(wanted)) {
                return plan;
            }
        }
        return null;
    }

    Pace pace() {
        return pace;
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    List<Goal> goals() {
        return goals;
    }

    /** All that must be measured, each once. */
    Set<Trial> trials() {
        var trials = new LinkedHashSet<Trial>();
        comparisons.forEach(comparison -> trials.addAll(comparison.trials()));
        for (Goal goal : goals) {
            trials.add(goal.one());
            if (goal.other() != null) {
                trials.add(goal.other());
            }
        }
        return trials;
    }
}
