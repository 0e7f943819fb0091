package dev.anyhook.benchmarks.verify;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what was measured as tables in Markdown. */
final class Table {
    private static final double NANOS_TO_MB = 1_000;

    private final PrintStream out;
    private final Scores scores;

    Table(PrintStream out, Scores scores) {
        this.out = out;
        this.scores = scores;
    }

    /** One row for each trial; the last column holds times in terms of the first of them. */
    void figures(Comparison comparison) {
        List<Trial> trials = comparison.trials();
        row("### " + comparison.title() + "%n%n| | ns/op | spread | MB/s | B/op | times the first |");
        row("|---|---:|---:|---:|---:|---:|");
        for (Trial trial : trials) {
            Spread nanos = scores.nanos(trial);
            row(
                    "| `%s` | %,.0f | ±%.0f %% | %s | %,.0f | %.2f |",
                    trial.contender(),
                    nanos.middle(),
                    nanos.percent(),
                    trial.readsBody() ? number(trial.size() * NANOS_TO_MB / nanos.middle()) : "",
                    scores.allocated(trial).middle(),
                    scores.ratio(trial, trials.get(0)).middle());
        }
        row("");
    }

    /** One row for each goal. */
    void goals(List<Goal> goals, double slack) {
        row("### Goals%n%n| | reached | least to most | goal | |");
        row("|---|---:|---:|---:|---|");
        for (Goal goal : goals) {
            Spread reached = goal.reached(scores);
            row(
                    "| %s | %.2f | %.2f to %.2f | %s %.2f | %s |",
                    goal.what(),
                    reached.middle(),
                    reached.least(),
                    reached.most(),
                    goal.atLeast() ? "≥" : "≤",
                    goal.bound(),
                    goal.verdict(scores, slack));
        }
        row("");
        if (slack > 1) {
            row(
                    "A ratio may lie %.0f %% beyond its goal; it says \"within slack\" where only that saves it.%n",
                    100 * (slack - 1));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private void row(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
