package dev.anyhook.benchmarks.inbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The rounds of all contenders on one disk, as their process wrote them down. */
final class Results {
    private final Map<String, List<Measured>> rounds = new LinkedHashMap<>();
    private final Map<String, String> versions = new LinkedHashMap<>();

    static void write(PrintStream out, String key, Measured m) {
        out.println(String.join(
                "\t",
                "round",
                key,
                "" + m.rate(),
                "" + m.p50(),
                "" + m.p99(),
                "" + m.p999(),
                "" + m.max(),
                "" + m.syncs(),
                "" + m.processor()));
    }

    static Results read(Path file) throws IOException {
        var results = new Results();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("version")) {
                results.versions.put(fields[1], fields[2]);
            } else {
                double[] n = new double[fields.length - 2];
                for (int i = 0; i < n.length; i++) {
                    n[i] = Double.parseDouble(fields[i + 2]);
                }
                results.rounds
                        .computeIfAbsent(fields[1], key -> new ArrayList<>())
                        .add(new Measured(n[0], n[1], n[2], n[3], n[4], n[5], n[6]));
            }
        }
        return results;
    }

    Map<String, String> versions() {
        return versions;
    }

    Iterable<String> keys() {
        return rounds.keySet();
    }

    /** The median over the rounds. */
    double median(String key, ToDoubleFunction<Measured> what) {
        return middle(sorted(key, what));
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The median over the rounds of how much faster {@code one} was than {@code other} in the same round. */
    double ratio(String one, String other, int callers) {
        List<Measured> ours = rounds(one + "|" + callers);
        List<Measured> theirs = rounds(other + "|" + callers);
        return middle(IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i).rate() / theirs.get(i).rate())
                .sorted()
                .toArray());
    }

    double least(String key, ToDoubleFunction<Measured> what) {
        return sorted(key, what)[0];
    }

    double most(String key, ToDoubleFunction<Measured> what) {
        double[] sorted = sorted(key, what);
        return sorted[sorted.length - 1];
    }

    private double[] sorted(String key, ToDoubleFunction<Measured> what) {
        return rounds(key).stream().mapToDouble(what).sorted().toArray();
    }

    private List<Measured> rounds(String key) {
        List<Measured> all = rounds.get(key);
        if (all == null) {
            throw new IllegalArgumentException("nobody measured " + key);
        }
        return all;
    }
}
