package dev.anyhook.benchmarks.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that must hold.
 *
 * @param says what
 * @param value what was measured
 * @param least the least it may be
 * @param most the most it may be
 */
record Goal(String says, double value, double least, double most) {
    boolean isMet() {
        return value >= least && value <= most;
    }

    String line() {
        String bound = most == Double.POSITIVE_INFINITY
                ? "at least " + text(least)
                : least > 0 ? text(least) + " to " + text(most) : "at most " + text(most);
        return "| " + says + " | " + text(value) + " | " + bound + " | " + (isMet() ? "PASS" : "**MISS**") + " |";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.2f", value);
    }

    private static Goal atLeast(String says, double value, double least) {
        return new Goal(says, value, least, Double.POSITIVE_INFINITY);
    }

    static Goal atMost(String says, double value, double most) {
        return new Goal(says, value, 0, most);
    }

    /** The goals for appends on the disk of this name. */
    static List<Goal> ofAppends(String disk, Results results) {
        var goals = new ArrayList<Goal>();
        if (!disk.equals(Report.REAL)) {
            boolean slow = disk.equals(Report.SLOW);
            String sqlite = "64 callers, SQLite, times ";
            goals.add(atLeast(
                    sqlite + "one insert per commit",
                    results.ratio(Contenders.SQLITE, Contenders.ONE_INSERT, 64),
                    slow ? 20 : 2.5));
            if (slow) {
                goals.add(atLeast(
                        sqlite + "group-synced file",
                        results.ratio(Contenders.SQLITE, Contenders.GROUP_FILE, 64),
                        0.5));
                goals.add(atLeast(
                        "64 callers, PostgreSQL, times one insert per commit over 10 connections",
                        results.ratio(Contenders.POSTGRES, Contenders.POOL_10, 64),
                        4));
            } else {
                goals.add(atMost(
                        "64 callers, SQLite, p99 in ms",
                        results.median(Contenders.SQLITE + "|64", Measured::p99) / 1_000,
                        5));
                goals.add(atLeast(
                        "64 callers, PostgreSQL, times one insert per commit over 64 connections",
                        results.ratio(Contenders.POSTGRES, Contenders.POOL_64, 64),
                        3));
            }
            goals.addAll(syncs(results));
        }
        goals.add(atLeast(
                "one caller, SQLite, times bare append and sync",
                results.ratio(Contenders.SQLITE, Contenders.BARE, 1),
                0.6));
        return goals;
    }

    /** One sync for one caller, with some room for what the engine does beside the commits. */
    private static List<Goal> syncs(Results results) {
        var goals = new ArrayList<Goal>();
        for (String ours : List.of(Contenders.SQLITE, Contenders.POSTGRES)) {
            goals.add(new Goal(
                    "one caller, syncs per append, " + ours, results.median(ours + "|1", Measured::syncs), 1, 1.1));
            double shared = results.median(ours + "|64", Measured::syncs);
            goals.add(new Goal("64 callers, syncs per append, " + ours, shared, 1.0 / 512, 0.05));
        }
        return goals;
    }
}
