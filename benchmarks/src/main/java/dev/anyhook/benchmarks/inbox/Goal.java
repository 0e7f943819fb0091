package dev.anyhook.benchmarks.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that must hold.
 *
 * @param says what
 * @param value what was measured
 * @param bound the goal
 * @param floor what even a noisy run on another machine must reach: below it, something has become slower
 * @param isLeast whether more is better
 */
record Goal(String says, double value, double bound, double floor, boolean isLeast) {
    boolean isMet() {
        return holds(bound);
    }

    boolean isAboveFloor() {
        return holds(floor);
    }

    private boolean holds(double limit) {
        return isLeast ? value >= limit : value <= limit;
    }

    String line() {
        String wanted = (isLeast ? "at least " : "at most ") + text(bound);
        String verdict = isMet() ? "PASS" : isAboveFloor() ? "**MISS**" : "**MISS, and below the floor**";
        return "| " + says + " | " + text(value) + " | " + wanted + " | " + verdict + " |";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 1 ? "%.3f" : "%.2f", value);
    }

    private static Goal atLeast(String says, double value, double bound, double floor) {
        return new Goal(says, value, bound, floor, true);
    }

    static Goal atMost(String says, double value, double bound, double floor) {
        return new Goal(says, value, bound, floor, false);
    }

    /** The goals for appends on the disk of this name. */
    static List<Goal> ofAppends(String disk, Results results) {
        var goals = new ArrayList<Goal>();
        if (disk.equals(Report.FAST)) {
            goals.addAll(onFast(results));
        }
        if (disk.equals(Report.SLOW)) {
            goals.addAll(onSlow(results));
        }
        if (!disk.equals(Report.REAL)) {
            goals.addAll(syncs(Contenders.SQLITE, results));
            goals.addAll(syncs(Contenders.POSTGRES, results));
        }
        goals.add(atLeast(
                "one caller, SQLite, times bare append and sync",
                results.ratio(Contenders.SQLITE, Contenders.BARE, 1),
                0.6,
                0.5));
        return goals;
    }

    private static List<Goal> onFast(Results results) {
        return List.of(
                atLeast(
                        "64 callers, SQLite, times one insert per commit",
                        results.ratio(Contenders.SQLITE, Contenders.ONE_INSERT, 64),
                        2.5,
                        1.6),
                atMost(
                        "64 callers, SQLite, p99 in ms",
                        results.median(Contenders.SQLITE + "|64", Measured::p99) / 1_000,
                        5,
                        8),
                atLeast(
                        "64 callers, PostgreSQL, times one insert per commit over 64 connections",
                        results.ratio(Contenders.POSTGRES, Contenders.POOL_64, 64),
                        3,
                        1.6));
    }

    private static List<Goal> onSlow(Results results) {
        return List.of(
                atLeast(
                        "64 callers, SQLite, times one insert per commit",
                        results.ratio(Contenders.SQLITE, Contenders.ONE_INSERT, 64),
                        20,
                        13),
                atLeast(
                        "64 callers, SQLite, times group-synced file",
                        results.ratio(Contenders.SQLITE, Contenders.GROUP_FILE, 64),
                        0.5,
                        0.4),
                atLeast(
                        "64 callers, PostgreSQL, times one insert per commit over 10 connections",
                        results.ratio(Contenders.POSTGRES, Contenders.POOL_10, 64),
                        4,
                        3.4));
    }

    /**
     * One sync for one caller, with some room for what the engine does beside the commits; for 64, no fewer than one
     * for all.
     */
    private static List<Goal> syncs(String ours, Results results) {
        double alone = results.median(ours + "|1", Measured::syncs);
        double shared = results.median(ours + "|64", Measured::syncs);
        return List.of(
                atLeast("one caller, syncs per append, " + ours, alone, 1, 1),
                atMost("one caller, syncs per append, " + ours, alone, 1.1, 1.5),
                atLeast(
                        "64 callers, syncs per append, never fewer than one for all, " + ours,
                        shared,
                        1 / 64.0,
                        1 / 64.0),
                atMost("64 callers, syncs per append, " + ours, shared, 0.05, 0.1));
    }
}
