package dev.anyhook.benchmarks.inbox;

import java.time.Duration;
import java.util.List;

/**
 * How much is done, bounded in time.
 *
 * @param rounds how often each contender is measured
 * @param warmUp how long each runs before the first round
 * @param settling how long each runs before it is measured, in each round
 * @param measured how long each is measured, in each round
 * @param rows how many rows are stored when the cost of growth is measured
 * @param handled how many events are handed out
 */
record Plan(
        String name,
        int rounds,
        Duration warmUp,
        Duration settling,
        Duration measured,
        List<Integer> rows,
        int handled) {
    private static final Plan FULL = new Plan(
            "full",
            5,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            List.of(10_000, 100_000, 1_000_000),
            100_000);
    private static final Plan QUICK = new Plan(
            "quick",
            3,
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofMillis(1500),
            List.of(5_000, 50_000),
            20_000);

    static Plan named(String name) {
        return switch (name) {
            case "full" -> FULL;
            case "quick" -> QUICK;
            default -> throw new IllegalArgumentException("quick or full, not " + name);
        };
    }

    List<Integer> callers() {
        return List.of(64, 1);
    }
}
