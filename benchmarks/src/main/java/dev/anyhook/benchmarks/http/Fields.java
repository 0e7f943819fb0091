package dev.anyhook.benchmarks.http;

import java.time.Duration;
import java.util.List;

/** The fields there are. */
final class Fields {
    static final List<String> NAMES = List.of("nothing", "fast", "slow");

    private static final Duration MILLISECOND = Duration.ofMillis(1);

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
            case "fast" -> durable("Durable, on this machine's disk", Duration.ZERO, 1000, 2.5, 1.8);
            case "slow" -> durable("Durable, on a disk whose syncs take a millisecond", MILLISECOND, 500, 4, 2.8);
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
                3000,
                60_000,
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

    private Field durable(String title, Duration sync, int rate, double faster, double floor) {
        Contender sqlite = all.sqlite();
        Contender postgresql = all.postgresql();
        Contender file = all.file();
        Contender spring = all.springOnPostgresql();
        return new Field(
                title,
                everybody
                        ? List.of(sqlite, postgresql, file, spring, all.jdkOnPostgresql())
                        : List.of(sqlite, file, spring),
                sync,
                rate,
                30_000,
                List.of(
                        Goal.ratioAtLeast(
                                "SQLite: deliveries a second, of Spring Boot's",
                                sqlite,
                                spring,
                                Figures::perSecond,
                                faster,
                                floor),
                        Goal.ratioAtMost(
                                "SQLite: p99 at full speed, of Spring Boot's",
                                sqlite,
                                spring,
                                figures -> figures.fullSpeed().p99(),
                                1 / 3.0,
                                0.6),
                        Goal.ratioAtMost(
                                "SQLite: p99 at a fixed rate, of Spring Boot's",
                                sqlite,
                                spring,
                                figures -> figures.fixedRate().p99(),
                                1 / 3.0,
                                2),
                        Goal.ratioAtLeast(
                                "SQLite: deliveries a second, of a synced file's",
                                sqlite,
                                file,
                                Figures::perSecond,
                                0.75,
                                0.5),
                        Goal.atLeast("SQLite: syncs for each delivery, one caller", sqlite, Figures::syncsAlone, 1, 1),
                        Goal.atMost("SQLite: syncs for each delivery, 64 callers", sqlite, Figures::syncs, 0.05, 0.1),
                        Goal.atLeast(
                                "SQLite: syncs for each delivery, 64 callers, never none",
                                sqlite,
                                Figures::syncs,
                                1 / 64.0 / 64.0,
                                1 / 64.0 / 64.0)));
    }
}
