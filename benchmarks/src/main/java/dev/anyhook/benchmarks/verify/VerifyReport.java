package dev.anyhook.benchmarks.verify;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The speed of verification as tables in Markdown, on standard output; progress goes to standard error. With
 * {@code --goals} only what the goals need is measured, with {@code --quick} that and shortly. The exit code is 1 when a
 * goal is missed.
 */
public final class VerifyReport {
    private static final List<Integer> SIZES = List.of(256, 1024, 4096, 65_536, 1_048_576);
    private static final int TYPICAL = 4096;
    private static final List<String> VERIFIERS = List.of(
            "oursSvix",
            "oursTimestamped",
            "svixLibrary",
            "svixLibraryGivenText",
            "standardWebhooksLibrary",
            "stripeLibrary",
            "bareMac",
            "hmacFloor",
            "sha256");

    private VerifyReport() {}

    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        if (options.size() > 1 || !List.of("--goals", "--quick").containsAll(options)) {
            System.err.println("usage: VerifyReport [--goals|--quick]");
            System.exit(2);
        }
        Pace pace = options.contains("--quick") ? Pace.QUICK : Pace.FULL;
        Map<String, List<Trial>> tables = options.isEmpty() ? tables() : Map.of();
        checkEveryContender();
        Scores scores = Scores.measure(trials(tables), pace);

        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.printf("%s%n%s%nMedian of %d rounds.%n", Machine.describe(), Machine.libraries(), pace.rounds());
        out.printf("Every contender believed the genuine delivery and refused the forged one.%n%n");
        var table = new Table(out, scores);
        tables.forEach(table::figures);
        table.goals(Goal.ALL, pace.slack());
        System.exit(Goal.ALL.stream().allMatch(goal -> goal.isMet(scores, pace.slack())) ? 0 : 1);
    }

    private static Map<String, List<Trial>> tables() {
        var tables = new LinkedHashMap<String, List<Trial>>();
        for (int size : SIZES) {
            tables.put("Genuine, " + size + " bytes", genuine(size, Script.ASCII));
        }
        tables.put(
                "Genuine, " + TYPICAL + " bytes, one character in a hundred not ASCII", genuine(TYPICAL, Script.MIXED));
        tables.put(
                "A token in the URL, whatever the body", List.of(Trial.genuine("oursUrlToken", TYPICAL, Script.ASCII)));
        for (int size : List.of(TYPICAL, 1_048_576)) {
            tables.put(
                    "Refusals, " + size + " bytes",
                    of(RefusalBenchmark.class, size, "genuine", "wrongSignature", "staleTimestamp", "missingHeader"));
        }
        tables.put(
                "Two secrets, " + TYPICAL + " bytes",
                of(RotationBenchmark.class, TYPICAL, "newerSecret", "olderSecret", "neitherSecret"));
        for (int size : List.of(1024, TYPICAL, 65_536)) {
            tables.put(
                    "To an event, " + size + " bytes",
                    of(
                            EventBenchmark.class,
                            size,
                            "svixSignature",
                            "diffioEvent",
                            "diffioEventAtTheEnd",
                            "timestampedSignature",
                            "nexioEvent",
                            "siviEvent"));
        }
        return tables;
    }

    private static List<Trial> genuine(int size, Script script) {
        return VERIFIERS.stream()
                .map(contender -> Trial.genuine(contender, size, script))
                .toList();
    }

    private static List<Trial> of(Class<?> group, int size, String... contenders) {
        return List.of(contenders).stream()
                .map(contender -> Trial.of(group, contender, size))
                .toList();
    }

    private static Set<Trial> trials(Map<String, List<Trial>> tables) {
        var trials = new LinkedHashSet<Trial>();
        tables.values().forEach(trials::addAll);
        for (Goal goal : Goal.ALL) {
            trials.add(goal.one());
            if (goal.other() != null) {
                trials.add(goal.other());
            }
        }
        return trials;
    }

    /** The virtual machine of each trial checks its own contenders again. */
    private static void checkEveryContender() throws Exception {
        for (int size : SIZES) {
            for (Script script : Script.values()) {
                var genuine = new GenuineBenchmark();
                genuine.size = size;
                genuine.script = script;
                genuine.prepare();
            }
        }
        for (int size : List.of(TYPICAL, 1_048_576)) {
            var refusal = new RefusalBenchmark();
            refusal.size = size;
            refusal.prepare();
        }
        var rotation = new RotationBenchmark();
        rotation.size = TYPICAL;
        rotation.prepare();
        var event = new EventBenchmark();
        event.size = TYPICAL;
        event.prepare();
    }
}
