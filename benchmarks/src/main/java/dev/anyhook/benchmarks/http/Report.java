package dev.anyhook.benchmarks.http;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Writes results as Markdown. */
final class Report {
    private static final String HEAD =
            "| Contender | warm-up, s | accepted/s | busy after that, s | server CPU µs | database CPU µs | allocated kB | p50 / p99 / p99.9 ms, full speed"
                    + " | p50 / p99 / p99.9 ms, fixed rate | syncs, 64 callers | syncs, one caller | resident MiB | not 200"
                    + " |%n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(Mode mode, String versions) {
        line("# Deliveries over HTTP, %s", mode.name());
        line("");
        line(
                "%s %s, %s. %d processors, %s %s. Loader and server share them.",
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Cpu.model(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
        line(
                "%d rounds, every contender started anew in each. It is under load for %d s before anything is measured, and for up to"
                        + " %d s while compilers take a twentieth of a processor. Figures are"
                        + " medians, with least and most of the rounds in brackets; CPU, allocation and syncs are for each"
                        + " accepted delivery. Full speed lasts %d s; who hands out what he took may be busy with it afterwards.",
                mode.rounds(),
                mode.warmUp().toSeconds(),
                mode.longestWarmUp().toSeconds(),
                mode.atFullSpeed().toSeconds());
        if (mode == Mode.QUICK) {
            line("");
            line("This is not warm: a guard against becoming slower, and not to be quoted.");
        }
        line("");
        line("%s", versions);
        line("");
    }

    void table(Field field, Results results, int rate, Deliveries deliveries) {
        line("## %s", field.title());
        line("");
        line(
                "Bodies of %d bytes, 64 connections; fixed rate: %d deliveries a second, half of what %s took in a run before.",
                deliveries.bodySize(), rate, field.peer().name());
        line("");
        out.printf(Locale.ROOT, HEAD);
        for (Contender contender : field.contenders()) {
            line(
                    "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
                    contender.name(),
                    median(results, contender, "%.0f", Figures::warmSeconds),
                    spread(results, contender, "%.0f", Figures::perSecond),
                    median(results, contender, "%.1f", Figures::restSeconds),
                    spread(results, contender, "%.1f", Figures::cpuMicros),
                    median(results, contender, "%.1f", Figures::databaseMicros),
                    median(results, contender, "%.1f", Figures::kilobytes),
                    latency(results, contender, Figures::fullSpeed),
                    latency(results, contender, Figures::fixedRate),
                    median(results, contender, "%.3f", Figures::syncs),
                    median(results, contender, "%.2f", Figures::syncsAlone),
                    median(results, contender, "%.0f", Figures::residentMebibytes),
                    notAccepted(results, contender));
        }
        line("");
    }

    private static String notAccepted(Results results, Contender contender) {
        boolean behind = results.of(contender.name()).stream().anyMatch(figures -> !figures.caughtUp());
        return median(results, contender, "%.0f", Figures::notAccepted) + (behind ? ", and behind with handling" : "");
    }

    private static String latency(Results results, Contender contender, Which which) {
        return median(results, contender, "%.2f", figures -> which.of(figures).p50()) + " / "
                + median(
                        results, contender, "%.2f", figures -> which.of(figures).p99()) + " / "
                + median(
                        results, contender, "%.2f", figures -> which.of(figures).p999());
    }

    private static String median(
            Results results, Contender contender, String format, ToDoubleFunction<Figures> figure) {
        return String.format(
                Locale.ROOT, format, results.spread(contender, figure).median());
    }

    private static String spread(
            Results results, Contender contender, String format, ToDoubleFunction<Figures> figure) {
        return spread(format, results.spread(contender, figure));
    }

    private static String spread(String format, Spread spread) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                spread.median(),
                spread.least(),
                spread.most());
    }

    /** The goals of a field; whether all are above their floors. */
    boolean goals(Field field, Results results) {
        line("| Goal | wanted | measured | |");
        line("|---|--:|--:|---|");
        boolean sound = true;
        for (Goal goal : field.goals()) {
            boolean above = goal.isAboveFloor(results);
            sound &= above;
            line(
                    "| %s | %s %.3f | %s | %s |",
                    goal.what(),
                    goal.atLeast() ? "at least" : "at most",
                    goal.bound(),
                    spread("%.3f", goal.in(results)),
                    goal.isMet(results) ? "PASS" : above ? "MISS" : "MISS, and below the floor");
        }
        line("");
        return sound;
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Which latencies. */
    @FunctionalInterface
    private interface Which {
        Figures.Latency of(Figures figures);
    }
}
