package dev.anyhook.benchmarks.inbox;

import java.util.ArrayList;
import java.util.List;

/** The middle of what was measured in several rounds. */
final class Median {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double value() {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
