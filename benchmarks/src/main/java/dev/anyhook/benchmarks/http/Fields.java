package dev.anyhook.benchmarks.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The fields there are. */
final class Fields {
    static final List<String> NAMES = List.of("nothing", "fast", "slow");

    private static final Duration FAST = Duration.ofNanos(30_000);
    private static final Duration SLOW = Duration.ofMillis(1);

    private final Contenders all;
    private final boolean everybody;

    /** With everybody, or only with those whom a goal compares. */
    Fields(Contenders all, boolean everybody) {
        this.all = all;
        this.everybody = everybody;
    }

    Field named(String name) {
        return switch (name) {
            case "nothing" -> storingNothing();
            case "fast" -> durable("Durable, on a disk whose syncs take 30 microseconds", FAST, 2.5, 1.8);
            case "slow" -> durable("Durable, on a disk whose syncs take a millisecond", SLOW, 4, 2.8);
            default -> throw new IllegalArgumentException(NAMES + ", not " + name);
        };
    }

    private Field storingNothing() {
        Contender ours = all.dropping();
        Contender bare = all.bare();
        Contender spring = all.spring();
        return new Field(
                "Storing nothing",
                everybody ? List.of(bare, ours, all.memory(), spring, all.jdk()) : List.of(bare, ours, spring),
                Duration.ZERO,
                spring,
                150_000,
                List.of(
                        Goal.ratioAtLeast(
                                "deliveries a second, of Spring Boot's", ours, spring, Figures::perSecond, 2, 1.5),
                        Goal.ratioAtLeast(
                                "deliveries per CPU second, of Spring Boot's",
                                ours,
                                spring,
                                Figures::perCpuSecond,
                                3,
                                2.2),
                        Goal.ratioAtMost(
                                "CPU for each delivery, of the bare server's",
                                ours,
                                bare,
                                Figures::cpuMicros,
                                1.15,
                                1.4)));
    }

    private Field durable(String title, Duration sync, double faster, double floor) {
        Contender sqlite = all.sqlite();
        Contender postgresql = all.postgresql();
        Contender receiving = all.receivingIntoSqlite();
        Contender receivingThere = all.receivingIntoPostgresql();
        Contender file = all.receivingIntoFile();
        Contender spring = all.springOnPostgresql();
        var goals = new ArrayList<Goal>();
        goals.addAll(beside(spring, "receiving into SQLite", receiving, faster, floor));
        goals.addAll(beside(spring, "serve on SQLite", sqlite, faster, floor));
        if (everybody) {
            goals.addAll(beside(spring, "receiving into PostgreSQL", receivingThere, faster, floor));
            goals.addAll(beside(spring, "serve on PostgreSQL", postgresql, faster, floor));
        }
        goals.add(Goal.ratioAtLeast(
                "receiving into SQLite: deliveries a second, of a synced file's",
                receiving,
                file,
                Figures::perSecond,
                0.75,
                0.5));
        goals.add(Goal.atLeast(
                "receiving into SQLite: syncs for each, one caller", receiving, Figures::syncsAlone, 1, 1));
        goals.add(Goal.atMost(
                "receiving into SQLite: syncs for each, one caller", receiving, Figures::syncsAlone, 1.05, 1.5));
        goals.add(
                Goal.atMost("receiving into SQLite: syncs for each, 64 callers", receiving, Figures::syncs, 0.05, 0.1));
        goals.add(Goal.atLeast(
                "receiving into SQLite: syncs for each, 64 callers, never fewer than one for all",
                receiving,
                Figures::syncs,
                1 / 64.0,
                1 / 64.0));
        return new Field(
                title,
                everybody
                        ? List.of(sqlite, postgresql, receiving, receivingThere, file, spring, all.jdkOnPostgresql())
                        : List.of(sqlite, receiving, file, spring),
                sync,
                spring,
                80_000,
                goals);
    }

    private static List<Goal> beside(Contender spring, String name, Contender ours, double faster, double floor) {
        return List.of(
                Goal.ratioAtLeast(
                        name + ": deliveries a second, of Spring Boot's",
                        ours,
                        spring,
                        Figures::perSecond,
                        faster,
                        floor),
                Goal.ratioAtMost(
                        name + ": p99 at full speed, of Spring Boot's",
                        ours,
                        spring,
                        figures -> figures.fullSpeed().p99(),
                        1 / 3.0,
                        0.6),
                Goal.ratioAtMost(
                        name + ": p99 at a fixed rate, of Spring Boot's",
                        ours,
                        spring,
                        figures -> figures.fixedRate().p99(),
                        1 / 3.0,
                        2));
    }
}
