package dev.anyhook.benchmarks.verify;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The speed of verification as tables in Markdown, on standard output; progress goes to standard error. With
 * {@code --tables} everything is measured in one round and no goal is judged, with {@code --goals} only what the goals
 * need is measured, with {@code --quick} that and shortly. The exit code is 1 when a goal is missed.
 */
public final class VerifyReport {
    private VerifyReport() {}

    public static void main(String[] args) throws Exception {
        Plan plan = Plan.of(args);
        if (plan == null) {
            System.err.println("usage: VerifyReport [--tables|--goals|--quick]");
            System.exit(2);
            return;
        }
        Pace pace = plan.pace();
        Set<Trial> trials = plan.trials();
        System.err.printf(
                "%d trials, some %d minutes%n",
                trials.size(), Math.round(pace.lasts(trials.size()).toSeconds() / 60.0));
        checkEveryContender();
        Scores scores = Scores.measure(trials, pace);

        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.printf("%s%n%s%n%s%n", Machine.describe(), Machine.versions(), Machine.memory(Pace.HEAP));
        out.printf(
                "%s%nEvery contender believed the genuine delivery and refused the forged one.%n%n", pace.describe());
        var table = new Table(out, scores);
        plan.comparisons().forEach(table::figures);
        if (!plan.goals().isEmpty()) {
            table.goals(plan.goals(), pace.slack());
        }
        System.exit(plan.goals().stream().allMatch(goal -> goal.isMet(scores, pace.slack())) ? 0 : 1);
    }

    /** The virtual machine of each trial checks its own contenders again. */
    private static void checkEveryContender() throws Exception {
        for (int size : Comparison.SIZES) {
            for (Script script : Script.values()) {
                var genuine = new GenuineBenchmark();
                genuine.size = size;
                genuine.script = script;
                genuine.prepare();
            }
        }
        for (int size : List.of(Comparison.TYPICAL, 1_048_576)) {
            var refusal = new RefusalBenchmark();
            refusal.size = size;
            refusal.prepare();
        }
        var rotation = new RotationBenchmark();
        rotation.size = Comparison.TYPICAL;
        rotation.prepare();
        var event = new EventBenchmark();
        event.size = Comparison.TYPICAL;
        event.prepare();
    }
}
