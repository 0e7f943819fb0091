package dev.anyhook.benchmarks.inbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the inbox and what one would write instead, side by side in one run, and prints tables: {@code quick} in
 * some minutes, or {@code full}. Each disk and each part has a process of its own. {@code full} ends with 1 when a goal
 * is missed, {@code quick} when one is missed by so much that it is below its floor.
 */
public final class InboxBenchmark {
    private static final Duration FAST = Duration.ofNanos(30_000);
    private static final Duration SLOW = Duration.ofMillis(1);

    private final String plan;
    private final Children children;
    private final Report report = new Report(System.out);

    private InboxBenchmark(String plan, Children children) {
        this.plan = plan;
        this.children = children;
    }

    /**
     * Takes {@code quick} or {@code full}, then the parts to run: {@code append}, {@code dispatch}, {@code growth}; all
     * when none is named.
     */
    public static void main(String... arguments) throws Exception {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        String plan = arguments.length > 0 ? arguments[0] : "quick";
        Plan.named(plan);
        List<String> parts = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("append", "dispatch", "growth");
        var children = Children.start();
        System.exit(new InboxBenchmark(plan, children).run(parts) ? 0 : 1);
    }

    private boolean run(List<String> parts) throws Exception {
        report.head(plan, children.folder());
        if (!children.haveSlowDisk()) {
            report.text(
                    "There is no C compiler here, so no disk can be slowed and no sync counted: the rows on a disk of a"
                            + " given speed are left out, and the disk is whatever it is.");
        }
        if (parts.contains("append")) {
            for (Map.Entry<String, Duration> each : disks().entrySet()) {
                Path results = children.run(AppendRounds.class, plan, each.getValue());
                report.appends(each.getKey(), Results.read(results), children.haveSlowDisk());
            }
        }
        if (parts.contains("dispatch")) {
            report.rows("Handing out, on " + Report.FAST, children.run(DispatchRounds.class, plan, FAST));
        }
        if (parts.contains("growth")) {
            report.rows("Growing, on " + Report.FAST, children.run(Growth.class, plan, FAST));
        }
        return report.goals(plan.equals("full"));
    }

    private Map<String, Duration> disks() {
        var disks = new LinkedHashMap<String, Duration>();
        if (!children.haveSlowDisk()) {
            disks.put(Report.REAL, Duration.ZERO);
        } else {
            disks.put(Report.FAST, FAST);
            disks.put(Report.SLOW, SLOW);
        }
        return disks;
    }
}
