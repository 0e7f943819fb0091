package dev.anyhook.benchmarks.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures of all contenders of a field, round by round. */
final class Results {
    private final Map<String, List<Figures>> byContender = new LinkedHashMap<>();

    Results(Field field) {
        field.contenders().forEach(contender -> byContender.put(contender.name(), new ArrayList<>()));
    }

    void add(Contender contender, Figures figures) {
        of(contender.name()).add(figures);
    }

    /** What {@code contender} did, in the order of the rounds. */
    List<Figures> of(String contender) {
        List<Figures> rounds = byContender.get(contender);
        if (rounds == null) {
            throw new IllegalArgumentException("no contender " + contender);
        }
        return rounds;
    }

    Spread spread(Contender contender, ToDoubleFunction<Figures> figure) {
        return new Spread(of(contender.name()).stream()
                .map(figures -> figure.applyAsDouble(figures))
                .toList());
    }
}
